import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { persons } from './people.tables.ts';
import { createSignIn, startAtProvider, type SignIn } from './sign-in.server.ts';
import { accounts, sessions } from './sign-in.tables.ts';
import { somebody } from './somebody.ts';

const origin = 'http://localhost:5173';
const secret = 'a-secret-of-at-least-thirty-two-characters';
const clientId = 'maillage';
const clientSecret = 'a-secret-between-us';

/** Who signs in at the provider, and what it vouches for. */
const claims = { sub: 'agent-7', email: 'ada@exemple.org', email_verified: true, name: 'Ada Martin' };
let provider: Server;
let issuer: string;

beforeAll(async () => {
	provider = createServer().listen(0, '127.0.0.1');
	await once(provider, 'listening');
	issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
	const redirect = `${origin}/api/auth/callback/oidc`;
	const oidc = new Provider(issuer, {
		clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [redirect] }],
		claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
		conformIdTokenClaims: false,
		cookies: { keys: ['some key'] },
		features: { devInteractions: { enabled: false } },
		interactions: { url: (_, { uid }) => `/interaction/${uid}` },
		findAccount: (_, id) => ({ accountId: id, claims: () => ({ ...claims }) }),
		loadExistingGrant: async (ctx) => {
			const grant = new ctx.oidc.provider.Grant({ clientId, accountId: claims.sub });
			grant.addOIDCScope('openid email profile');
			await grant.save();
			return grant;
		}
	});
	provider.on('request', (request, response) => {
		if (!request.url?.startsWith('/interaction/')) return oidc.callback()(request, response);
		void oidc.interactionFinished(request, response, { login: { accountId: claims.sub } });
	});
});

afterAll(() => provider.close());

function signInOn(db: Database): SignIn {
	return createSignIn(db, { origin, secret, oidc: { issuer, clientId, clientSecret, name: 'Un service' } });
}

/** Follows a browser from our button to the provider and back: where it ends up. */
async function goThere(signIn: SignIn) {
	const onFailure = '/connexion?retour=%2Fmoi';
	const start = await startAtProvider(signIn, { afterwards: '/bienvenue?retour=%2Fmoi', onFailure });
	const ours = start.cookies.map((cookie) => cookie.split(';')[0]).join('; ');
	let address = start.url!;
	const theirs = new Map<string, string>();
	while (address.startsWith(issuer)) {
		const cookie = [...theirs].map(([name, value]) => `${name}=${value}`).join('; ');
		const step = await fetch(address, { redirect: 'manual', headers: { cookie } });
		for (const set of step.headers.getSetCookie()) {
			const [name = '', value = ''] = set.split(';')[0]!.split('=');
			theirs.set(name, value);
		}
		address = new URL(step.headers.get('location')!, issuer).href;
	}
	const back = await signIn.handler(new Request(address, { headers: { cookie: ours } }));
	return { location: back.headers.get('location'), cookies: back.headers.getSetCookie().join('\n') };
}

test('someone whom the provider knows signs in, and we keep nothing of the provider but who they are', async ({
	db
}) => {
	const { location, cookies } = await goThere(signInOn(db));
	expect(location).toBe('/bienvenue?retour=%2Fmoi');
	expect(cookies).toMatch(/maillage\.session_token=[^;]+;.*HttpOnly; SameSite=Lax/);
	expect(await db.select().from(persons)).toMatchObject([
		{ name: 'Ada Martin', email: 'ada@exemple.org', emailVerified: true, image: null }
	]);
	expect(await db.select().from(accounts)).toMatchObject([
		{ providerId: 'oidc', accountId: 'agent-7', accessToken: null, refreshToken: null, idToken: null }
	]);
});

test('someone who comes back is the same person', async ({ db }) => {
	const signIn = signInOn(db);
	await goThere(signIn);
	await goThere(signIn);
	expect(await db.select().from(persons)).toHaveLength(1);
	expect(await db.select().from(sessions)).toHaveLength(2);
	expect(await db.select().from(accounts)).toMatchObject([{ accessToken: null, idToken: null }]);
});

test('someone known by mail is recognised when the provider has verified the address', async ({ db }) => {
	const ada = await somebody(db, { email: 'ada@exemple.org', name: 'Ada' });
	await goThere(signInOn(db));
	expect(await db.select().from(accounts)).toMatchObject([{ userId: ada.id }]);
	expect(await db.select().from(persons)).toMatchObject([{ id: ada.id, name: 'Ada' }]);
});

test('an address that the provider did not verify opens nothing, known or not', async ({ db }) => {
	claims.email_verified = false;
	try {
		for (const isKnown of [false, true]) {
			if (isKnown) await somebody(db, { email: 'ada@exemple.org' });
			const { location } = await goThere(signInOn(db));
			expect(location).toContain('/connexion?retour=%2Fmoi&error=');
			expect(await db.select().from(sessions)).toEqual([]);
			expect(await db.select().from(accounts)).toEqual([]);
		}
	} finally {
		claims.email_verified = true;
	}
});

test('an answer that we did not ask for opens nothing', async ({ db }) => {
	const signIn = signInOn(db);
	const forged = new Request(`${origin}/api/auth/callback/oidc?code=stolen&state=invented`);
	const { headers } = await signIn.handler(forged);
	expect(headers.get('location')).toContain('/connexion?');
	expect(headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/);
	expect(await db.select().from(sessions)).toEqual([]);
});

test('a provider that does not answer is said to be so', async ({ db }) => {
	const nowhere = { issuer: 'http://127.0.0.1:9', clientId, clientSecret, name: 'Un service' };
	const signIn = createSignIn(db, { origin, secret, oidc: nowhere });
	expect(await startAtProvider(signIn, { afterwards: '/', onFailure: '/' })).toEqual({ cookies: [] });
});
