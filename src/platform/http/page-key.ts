import type { IncomingMessage } from 'node:http';

const longestKey = 512;
/** Files of the build, files that people sent, open data and feeds answer for themselves whether they have changed. */
const isFile = /^\/_app\/|^(\/[a-z]{2})?\/(fichiers\/|api\/|donnees\/)|^[^?]*\.(ics|atom)(\?|$)/;

/** The key under which a page may be kept, or nothing when this request must be answered for itself. */
export function keyOf(request: IncomingMessage, origin: string): string | undefined {
	const { method, url = '', headers } = request;
	if ((method !== 'GET' && method !== 'HEAD') || headers.authorization || url.length > longestKey)
		return undefined;
	if (headers.cookie?.includes('session_token') || isFile.test(url)) return undefined;
	return origin + sortedQuery(url);
}

/** Two addresses that differ by the order of their parameters are one page; repeated names keep their order. */
function sortedQuery(url: string): string {
	if (!url.includes('&')) return url;
	const start = url.indexOf('?') + 1;
	const nameOf = (parameter: string) => parameter.split('=', 1)[0]!;
	const sorted = url
		.slice(start)
		.split('&')
		.sort((one, other) => nameOf(one).localeCompare(nameOf(other), 'en'));
	return url.slice(0, start) + sorted.join('&');
}
