import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { log } from '#platform/logs.server.ts';
import { persons } from './people.tables.ts';
import { grantConfiguredAdministrator } from './roles.server.ts';
import { sessionLasts } from './sessions.server.ts';
import { accounts, passkeys, sessions, verifications } from './sign-in.tables.ts';
import {
	identityProvider,
	linkByMail,
	passkeysHere,
	providerId,
	type LinkRequest,
	type SignInSettings
} from './ways-to-sign-in.server.ts';

const tables = {
	user: persons,
	session: sessions,
	account: accounts,
	verification: verifications,
	passkey: passkeys
};

/** Sets up sign-in on our tables: link by mail, passkey and, when there is one, an identity provider. */
export function createSignIn(db: Database, settings: SignInSettings) {
	return betterAuth({
		appName: 'Maillage',
		baseURL: settings.origin,
		basePath: '/api/auth',
		secret: settings.secret,
		trustedOrigins: [settings.origin],
		telemetry: { enabled: false },
		/** Ours guards every request: see `#platform/limits.server.ts`. */
		rateLimit: { enabled: false },
		logger: { log: (level, message) => log[level]({ from: 'sign-in' }, message) },
		database: drizzleAdapter(db, { provider: 'pg', schema: tables }),
		advanced: {
			cookiePrefix: 'maillage',
			useSecureCookies: settings.origin.startsWith('https:'),
			ipAddress: { disableIpTracking: true },
			database: { generateId: () => uuidv7() }
		},
		session: { expiresIn: sessionLasts, disableSessionRefresh: true },
		user: { validateUserInfo: onlyProvenAddresses },
		onAPIError: { errorURL: `${settings.origin}/connexion` },
		databaseHooks: whatIsKept(db, settings),
		plugins: [linkByMail(db, settings), passkeysHere(settings), identityProvider(settings)]
	});
}

export type SignIn = ReturnType<typeof createSignIn>;

/**
 * Sends a link that signs in the owner of an address, known or not: the same work and the same answer for both. The
 * letter is in the person's language when we know them, else in `language`.
 */
export async function requestSignInLink(
	signIn: SignIn,
	email: string,
	{ language, returnTo }: LinkRequest
): Promise<void> {
	const body = { email, metadata: { language, returnTo } };
	await signIn.api.signInMagicLink({ body, headers: new Headers() });
}

/** Uses a link sent by mail, once: the token of the session that it opens, or nothing when it is forged, used or too old. */
export async function openLink(
	signIn: SignIn,
	token: string,
	userAgent: string
): Promise<string | undefined> {
	const headers = new Headers({ 'user-agent': userAgent });
	try {
		const opened = await signIn.api.magicLinkVerify({ query: { token }, headers });
		return opened.token;
	} catch (error) {
		if (isRefusal(error)) return undefined;
		throw error;
	}
}

/**
 * Where to send someone who signs in at the identity provider, with the cookies that recognise them when they come back.
 * Nothing when the provider does not answer.
 */
export async function startAtProvider(
	signIn: SignIn,
	{ afterwards, onFailure }: { afterwards: string; onFailure: string }
): Promise<{ url?: string; cookies: string[] }> {
	const body = {
		provider: providerId,
		callbackURL: afterwards,
		errorCallbackURL: onFailure,
		disableRedirect: true
	};
	try {
		const { headers, response } = await signIn.api.signInSocial({ body, returnHeaders: true });
		return { url: response.url, cookies: headers.getSetCookie() };
	} catch (error) {
		if (isRefusal(error)) return { cookies: [] };
		throw error;
	}
}

/** Opens a session for someone whom the caller has recognised: the demonstration's characters. */
export async function openSession(signIn: SignIn, personId: string, userAgent: string): Promise<string> {
	const { internalAdapter } = await signIn.$context;
	const session = await internalAdapter.createSession(personId, false, { userAgent });
	return session.token;
}

function isRefusal(error: unknown): boolean {
	return error instanceof Error && 'statusCode' in error && Number(error.statusCode) < 500;
}

/** An identity provider that does not vouch for an address would let anyone in as its owner. */
function onlyProvenAddresses({
	user,
	source
}: {
	user: { emailVerified?: boolean };
	source: { method: string };
}) {
	if (source.method === 'oauth' && !user.emailVerified) return { error: 'email_not_verified' };
}

/** We keep neither addresses on the network, nor the provider's tokens and picture: nothing here needs them. */
function whatIsKept(db: Database, { administrator }: SignInSettings) {
	const noTokens = { accessToken: null, refreshToken: null, idToken: null };
	return {
		user: {
			create: {
				before: async (user: { name: string }) => ({
					data: { ...user, name: user.name.slice(0, 120), image: null }
				})
			}
		},
		session: {
			create: {
				before: async (session: { userAgent?: string | null }) => ({
					data: { ...session, ipAddress: null, userAgent: session.userAgent?.slice(0, 300) || null }
				}),
				after: async (session: { userId: string }) => {
					if (administrator) await grantConfiguredAdministrator(db, session.userId, administrator);
				}
			}
		},
		account: {
			create: { before: async (account: object) => ({ data: { ...account, ...noTokens } }) },
			update: { before: async (account: object) => ({ data: { ...account, ...noTokens } }) }
		}
	};
}
