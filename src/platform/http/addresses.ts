import type { IncomingMessage } from 'node:http';
import { hostname, networkInterfaces } from 'node:os';

/** Names of the headers by which the application learns what this server found out; clients cannot set them. */
export const addressHeaders = {
	protocol: 'x-forwarded-proto',
	host: 'x-forwarded-host',
	client: 'x-client-address'
} as const;

type Addressing = { origin?: string | undefined; host: string; trustProxy: number };

/** Where a request was sent, and by whom. */
export type Addressed = { protocol: 'http' | 'https'; host: string; client: string };

const plausibleHost = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i;

/**
 * Makes the reader of addresses. With `origin`, that is where every request was sent. Without, the host that a request
 * names is believed when it is this machine, or when a trusted proxy says it; anyone else's choice of a host would end in
 * the links of our mail. Returns nothing for a request to be refused.
 */
export function addressReader({ origin, host, trustProxy }: Addressing) {
	const fixed = origin === undefined ? undefined : new URL(origin);
	const own = namesOfThisMachine(host);
	return (request: IncomingMessage): Addressed | undefined => {
		const client = clientOf(request, trustProxy);
		if (fixed) return { protocol: fixed.protocol === 'https:' ? 'https' : 'http', host: fixed.host, client };

		const forwarded = trustProxy > 0 ? lastOf(request.headers['x-forwarded-host'], trustProxy) : undefined;
		const named = (forwarded ?? request.headers.host ?? '').toLowerCase();
		if (!plausibleHost.test(named)) return undefined;
		if (forwarded === undefined && trustProxy === 0 && !own(named.replace(/:\d+$/, ''))) return undefined;
		const scheme = trustProxy > 0 ? lastOf(request.headers['x-forwarded-proto'], trustProxy) : undefined;
		return { protocol: scheme === 'https' ? 'https' : 'http', host: named, client };
	};
}

/** Tells the application where a request was sent and by whom, in place of whatever the client claimed. */
export function tellAddresses(request: IncomingMessage, { protocol, host, client }: Addressed): void {
	for (const name of Object.keys(request.headers)) {
		if (name === 'forwarded' || name.startsWith('x-forwarded-')) delete request.headers[name];
	}
	request.headers[addressHeaders.protocol] = protocol;
	request.headers[addressHeaders.host] = host;
	request.headers[addressHeaders.client] = client;
}

/** Whether a page of another site sends this, or a form from which nothing tells where it stood. */
export function isForged({ method = '', headers }: IncomingMessage, { protocol, host }: Addressed): boolean {
	if (['GET', 'HEAD', 'OPTIONS'].includes(method)) return false;
	if (headers.origin !== undefined) return headers.origin !== new URL(`${protocol}://${host}`).origin;
	return formTypes.test(headers['content-type'] ?? '');
}

/** What a form of a page can send; without any type as well. */
const formTypes = /^\s*($|application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i;

/** Whether a request was made by a program of this machine, and did not come through a proxy. */
export function isLocal(request: IncomingMessage): boolean {
	const { headers, socket } = request;
	if (headers['x-forwarded-for'] || headers.forwarded || headers.via) return false;
	return isLoopback(socket.remoteAddress ?? '') && isLoopbackName((headers.host ?? '').replace(/:\d+$/, ''));
}

/** The address of the client: that of the connection or, behind proxies, what the outermost trusted one saw. */
function clientOf(request: IncomingMessage, trustProxy: number): string {
	const forwarded = trustProxy > 0 ? lastOf(request.headers['x-forwarded-for'], trustProxy) : undefined;
	return forwarded ?? request.socket.remoteAddress ?? '';
}

/** Each proxy adds one value at the end: with n of them, the n-th from the end is the first that is ours. */
function lastOf(header: string | string[] | undefined, proxies: number): string | undefined {
	if (!header) return undefined;
	const values = String(header)
		.split(',')
		.map((value) => value.trim());
	return values.at(-Math.min(proxies, values.length)) || undefined;
}

function namesOfThisMachine(host: string): (name: string) => boolean {
	const addresses = Object.values(networkInterfaces()).flatMap((list) =>
		(list ?? []).map((one) => one.address)
	);
	const names = new Set([host, hostname(), ...addresses].map((name) => name.toLowerCase()));
	return (name) => isLoopbackName(name) || names.has(name.replace(/^\[|\]$/g, ''));
}

function isLoopbackName(name: string): boolean {
	return name === 'localhost' || name.endsWith('.localhost') || isLoopback(name.replace(/^\[|\]$/g, ''));
}

function isLoopback(address: string): boolean {
	return /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === '::1';
}
