import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { mails } from '#platform/mail/mail.tables.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { persons } from './people.tables.ts';
import { personWithSession, signedToken, tokenIn } from './sessions.server.ts';
import { createSignIn, openLink, openSession, requestSignInLink } from './sign-in.server.ts';
import { sessions, verifications } from './sign-in.tables.ts';
import { somebody } from './somebody.ts';

const secret = 'a-secret-of-at-least-thirty-two-characters';
const origin = 'http://localhost:5173';
const fromHome = { language: 'fr', returnTo: '/charte' } as const;

function signInOn(db: Database, administrator?: string) {
	return createSignIn(db, { origin, secret, administrator });
}

async function linkFor(
	db: Database,
	email: string,
	asked: Parameters<typeof requestSignInLink>[2] = fromHome
) {
	await requestSignInLink(signInOn(db), email, asked);
	return linkReceived(db, email);
}

async function linkReceived(db: Database, email: string) {
	const letters = await db.select().from(mails).where(eq(mails.recipient, email)).orderBy(mails.id);
	const letter = letters.at(-1)!;
	const url = new URL(/https?:\S+/.exec(letter.text)![0]);
	return { letter, url, token: url.searchParams.get('jeton')! };
}

test('someone who is not known yet signs in with the link of a mail', async ({ db }) => {
	const { url, token, letter } = await linkFor(db, 'ada@exemple.org');
	expect(letter.subject).toContain('Votre lien de connexion');
	expect(url.href).toBe(`${origin}/connexion/lien?jeton=${token}&retour=%2Fcharte`);

	const opened = await openLink(signInOn(db), token, 'Firefox');
	const signedIn = await personWithSession(db, opened!);
	expect(signedIn?.person).toMatchObject({
		email: 'ada@exemple.org',
		name: '',
		isWelcomed: false,
		isAdministrator: false
	});
	expect(await db.select().from(sessions)).toMatchObject([{ userAgent: 'Firefox', ipAddress: null }]);
});

test('a link works once', async ({ db }) => {
	const { token } = await linkFor(db, 'ada@exemple.org');
	expect(await openLink(signInOn(db), token, '')).toBeDefined();
	expect(await openLink(signInOn(db), token, '')).toBeUndefined();
});

test('a link clicked twice at once opens one session', async () => {
	const { db, close } = await cloneDatabase();
	const { token } = await linkFor(db, 'ada@exemple.org');
	const opened = await Promise.all([1, 2, 3, 4].map(() => openLink(signInOn(db), token, '')));
	expect(opened.filter(Boolean)).toHaveLength(1);
	expect(await db.select().from(sessions)).toHaveLength(1);
	expect(await db.select().from(persons)).toHaveLength(1);
	await close();
});

test('a link is dead after a quarter of an hour', async ({ db }) => {
	const { token } = await linkFor(db, 'ada@exemple.org');
	const [asked] = await db.select().from(verifications);
	const minutes = (asked!.expiresAt.getTime() - Date.now()) / 60_000;
	expect(minutes).toBeGreaterThan(14);
	expect(minutes).toBeLessThan(16);

	await db.update(verifications).set({ expiresAt: new Date(Date.now() - 1000) });
	expect(await openLink(signInOn(db), token, '')).toBeUndefined();
	expect(await db.select().from(persons)).toEqual([]);
});

test('a forged link opens nothing', async ({ db }) => {
	const { token } = await linkFor(db, 'ada@exemple.org');
	for (const forged of [
		'',
		'a',
		token.slice(1),
		token.toLowerCase(),
		`${token}x`,
		"' or 1=1 --",
		'x'.repeat(10_000)
	])
		expect(await openLink(signInOn(db), forged, ''), forged.slice(0, 40)).toBeUndefined();
	expect(await db.select().from(sessions)).toEqual([]);
});

test('the database holds no link that can be used', async ({ db }) => {
	const { token } = await linkFor(db, 'ada@exemple.org');
	const [kept] = await db.select().from(verifications);
	expect(JSON.stringify(kept)).not.toContain(token);
});

test('a stranger cannot tell whether an address is known', async ({ db }) => {
	const known = await somebody(db, { email: 'known@exemple.org' });
	const traces = [];
	for (const email of [known.email, 'unknown@exemple.org']) {
		const answer = await requestSignInLink(signInOn(db), email, fromHome);
		const { letter } = await linkReceived(db, email);
		const links = await db.select().from(verifications);
		traces.push({ answer, subject: letter.subject, length: letter.text.length, links: links.length });
		await db.delete(verifications);
	}
	expect(traces[0]).toEqual(traces[1]);
});

test('the letter speaks the language of the person, or of the page when they are not known', async ({
	db
}) => {
	await somebody(db, { email: 'known@exemple.org', locale: 'en' });
	const known = await linkFor(db, 'known@exemple.org');
	expect(known.letter.subject).toContain('Your sign-in link');
	expect(known.url.pathname).toBe('/en/connexion/lien');
	const unknown = await linkFor(db, 'new@exemple.org', { language: 'en', returnTo: '/' });
	expect(unknown.letter.subject).toContain('Your sign-in link');
});

test('the person whom the settings name becomes administrator, and nobody else', async ({ db }) => {
	for (const email of ['boss@exemple.org', 'ada@exemple.org']) {
		const { token } = await linkFor(db, email);
		const opened = await openLink(signInOn(db, 'Boss@exemple.org'), token, '');
		const signedIn = await personWithSession(db, opened!);
		expect(signedIn?.person.isAdministrator).toBe(email === 'boss@exemple.org');
	}
});

test('a session whose cookie was changed is nobody’s', async ({ db }) => {
	const ada = await somebody(db);
	const token = await openSession(signInOn(db), ada.id, '');
	const cookie = signedToken(token, secret);
	expect(tokenIn(cookie, secret)).toBe(token);
	const forgeries = [
		token,
		`${token}.`,
		`${token}.AAAA`,
		`x${cookie}`,
		cookie.slice(0, -4),
		`.${cookie}`,
		'',
		'.'
	];
	for (const forged of forgeries) expect(tokenIn(forged, secret), forged).toBeUndefined();
	expect(tokenIn(signedToken(token, 'another secret'), secret)).toBeUndefined();
});

test('better-auth and we sign the cookie in the same way', async ({ db }) => {
	const ada = await somebody(db);
	const token = await openSession(signInOn(db), ada.id, '');
	const headers = new Headers({
		cookie: `maillage.session_token=${encodeURIComponent(signedToken(token, secret))}`
	});
	const session = await signInOn(db).api.getSession({ headers });
	expect(session?.user.id).toBe(ada.id);
});

test('a session that is over lets nobody in', async ({ db }) => {
	const ada = await somebody(db);
	const token = await openSession(signInOn(db), ada.id, '');
	expect(await personWithSession(db, token)).toMatchObject({ person: { id: ada.id }, isAging: false });
	await db.update(sessions).set({ expiresAt: sql`now() - interval '1 second'` });
	expect(await personWithSession(db, token)).toBeUndefined();
});
