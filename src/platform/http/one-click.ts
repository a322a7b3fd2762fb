import type { IncomingMessage } from 'node:http';
import type { Addressed } from './addresses.ts';

/** Where a mail reader unsubscribes somebody at one click (RFC 8058): the address itself holds the right to do so. */
export const oneClickPath = '/desabonnement/';

/**
 * Whether a mail reader sends this: no page of a browser, which says where it stands, and nobody who is signed in. Nothing
 * can be forged in the name of somebody by it.
 */
export function isOneClick({ method, url = '', headers }: IncomingMessage): boolean {
	if (method !== 'POST' || headers.origin !== undefined || headers.cookie !== undefined) return false;
	return url.replace(/^\/[a-z]{2}\//, '/').startsWith(oneClickPath);
}

/** Lets such a request pass as one of our own pages: the application refuses forms from nowhere as well. */
export function letIn(request: IncomingMessage, { protocol, host }: Addressed): void {
	request.headers.origin = new URL(`${protocol}://${host}`).origin;
}
