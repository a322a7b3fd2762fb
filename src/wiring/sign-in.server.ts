import { randomBytes } from 'node:crypto';
import type { RequestEvent } from '@sveltejs/kit';
import type { Person } from '#modules/people/people.server.ts';
import {
	closeSession,
	personWithSession,
	prolongSession,
	sessionLasts,
	signedToken,
	tokenIn
} from '#modules/people/sessions.server.ts';
import { createSignIn, type SignIn } from '#modules/people/sign-in.server.ts';
import { log } from '#platform/logs.server.ts';
import { db } from './database.server.ts';
import { settings } from './settings.server.ts';

type Visit = Pick<RequestEvent, 'cookies' | 'url'>;

/** What signs sessions. Without a secret in the settings, sessions end with the process. */
export const secret = settings.authSecret ?? randomBytes(32).toString('base64url');

/** Where this site is, for letters that no request asked for. */
export const origin = settings.origin ?? `http://localhost:${settings.port}`;

const opened = new Map<string, SignIn>();
/** A machine has several names when no setting names it: localhost, 127.0.0.1, its own. */
const mostNames = 16;

/** Sign-in at the address that is visited: the web server lets in no name that is not ours. */
export function signIn({ url: { origin } }: Pick<RequestEvent, 'url'>): SignIn {
	let known = opened.get(origin);
	if (known) return known;

	if (!settings.authSecret) log.warn('AUTH_SECRET is not set: sessions end when this process does');
	if (opened.size >= mostNames) opened.clear();
	const { administrator, oidc } = settings;
	opened.set(origin, (known = createSignIn(db, { origin, secret, administrator, oidc })));
	return known;
}

function cookieAt({ protocol }: URL): { name: string; secure: boolean } {
	const secure = protocol === 'https:';
	return { secure, name: `${secure ? '__Secure-' : ''}maillage.session_token` };
}

/** Who is signed in, from the cookie of the session: no query without a cookie that we signed, else one. */
export async function whoIsSignedIn(event: Visit): Promise<Person | null> {
	const token = currentToken(event);
	const found = token === undefined ? undefined : await personWithSession(db, token);
	if (!token || !found) return null;
	if (found.isAging) {
		await prolongSession(db, token);
		keepSession(event, token);
	}
	return found.person;
}

/** Who is signed in, from the cookies of a request that the application does not see. */
export async function whoSends(cookies: string | undefined, protocol: string): Promise<Person | null> {
	const { name } = cookieAt(new URL(`${protocol}://localhost`));
	const found = cookies?.split('; ').find((cookie) => cookie.startsWith(`${name}=`));
	const token = found && tokenIn(decodeURIComponent(found.slice(name.length + 1)), secret);
	return (token && (await personWithSession(db, token))?.person) || null;
}

/** The token of the session of this browser, when we signed it. */
export function currentToken({ cookies, url }: Visit): string | undefined {
	const cookie = cookies.get(cookieAt(url).name);
	return cookie === undefined ? undefined : tokenIn(cookie, secret);
}

/**
 * Gives the browser the cookie of its session. `lax` and not `strict`: whoever follows the link of a mail comes from
 * elsewhere and must arrive signed in; forms sent by other sites are refused by their origin.
 */
export function keepSession({ cookies, url }: Visit, token: string): void {
	const { name, secure } = cookieAt(url);
	cookies.set(name, signedToken(token, secret), {
		path: '/',
		httpOnly: true,
		secure,
		sameSite: 'lax',
		maxAge: sessionLasts
	});
}

/** Signs this browser out. */
export async function signOut(event: Visit): Promise<void> {
	const token = currentToken(event);
	if (token) await closeSession(db, token);
	const { name, secure } = cookieAt(event.url);
	event.cookies.delete(name, { path: '/', secure, httpOnly: true, sameSite: 'lax' });
}
