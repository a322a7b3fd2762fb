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

type WithCookies = Pick<RequestEvent, 'cookies'>;

/** Where this site is: links in mail and passkeys name it. */
export const origin = settings.origin ?? `http://localhost:${settings.port}`;

/** What signs sessions. Without a secret in the settings, sessions end with the process. */
export const secret = settings.authSecret ?? randomBytes(32).toString('base64url');

const isSecure = origin.startsWith('https:');
const cookieName = `${isSecure ? '__Secure-' : ''}maillage.session_token`;

let opened: SignIn | undefined;

/** Sign-in of this deployment; opened when first needed, since a build only looks at what there is. */
export function signIn(): SignIn {
	if (opened) return opened;
	if (!settings.authSecret) log.warn('AUTH_SECRET is not set: sessions end when this process does');
	const { administrator, oidc } = settings;
	return (opened = createSignIn(db, { origin, secret, administrator, oidc }));
}

/** Who is signed in, from the cookie of the session: no query without a cookie that we signed, else one. */
export async function whoIsSignedIn(event: WithCookies): Promise<Person | null> {
	const token = currentToken(event);
	const found = token === undefined ? undefined : await personWithSession(db, token);
	if (!token || !found) return null;
	if (found.isAging) {
		await prolongSession(db, token);
		keepSession(event, token);
	}
	return found.person;
}

/** The token of the session of this browser, when we signed it. */
export function currentToken({ cookies }: WithCookies): string | undefined {
	const cookie = cookies.get(cookieName);
	return cookie === undefined ? undefined : tokenIn(cookie, secret);
}

/**
 * Gives the browser the cookie of its session. `lax` and not `strict`: whoever follows the link of a mail comes from
 * elsewhere and must arrive signed in; forms sent by other sites are refused by their origin.
 */
export function keepSession({ cookies }: WithCookies, token: string): void {
	cookies.set(cookieName, signedToken(token, secret), {
		path: '/',
		httpOnly: true,
		secure: isSecure,
		sameSite: 'lax',
		maxAge: sessionLasts
	});
}

/** Signs this browser out. */
export async function signOut(event: WithCookies): Promise<void> {
	const token = currentToken(event);
	if (token) await closeSession(db, token);
	event.cookies.delete(cookieName, { path: '/', secure: isSecure, httpOnly: true, sameSite: 'lax' });
}
