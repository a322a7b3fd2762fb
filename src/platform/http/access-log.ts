import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const process_ = randomBytes(6).toString('base64url');
let requests = 0;

/** The number of a request, to find it in the log: a trusted proxy's, or ours. */
export function requestId(request: IncomingMessage, isProxyTrusted: boolean): string {
	const given = isProxyTrusted ? request.headers['x-request-id'] : undefined;
	if (typeof given === 'string' && /^[\w.:-]{6,64}$/.test(given)) return given;
	return `${process_}-${(++requests).toString(36)}`;
}

/** The path of an address as the log may keep it: without query, and without what may open a door or name a person. */
export function loggedPath(url: string): string {
	const end = url.indexOf('?');
	const path = (end === -1 ? url : url.slice(0, end)).slice(0, 300);
	return path.length < 18 && !path.includes('@') ? path : path.split('/').map(maskSecret).join('/');
}

function maskSecret(segment: string): string {
	return /@|%40/i.test(segment) || segment.split(/[-.~]/).some(looksRandom) ? '***' : segment;
}

/** Words of an address are lower-case letters, or a few digits: a longer mixture is a token or a key. */
function looksRandom(part: string): boolean {
	return (part.length >= 16 && /\d|[A-Z_]/.test(part)) || part.length > 60;
}
