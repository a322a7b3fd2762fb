import type { IncomingMessage, ServerResponse } from 'node:http';
import { interceptAnswer, type Sender, type Sink } from './answer.ts';
import { compressedBody, wholeBody } from './compressed-answers.ts';
import { encodingFor } from './encodings.ts';
import { Page, type PageCache, type Rendition } from './page-cache.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => unknown;

/** What renders a page, and who wants to know about it. */
type Rendering = { handler: Handler; onMiss?: () => void; onHead?: () => void };

/** Says which modules an anonymous page shows, from the application to this server; never sent. */
export const showsHeader = 'x-shows';

/** Set for each answer rather than kept with a page, or computed from its body. */
const ownHeaders = new Set([
	showsHeader,
	'x-request-id',
	'etag',
	'cache-control',
	'vary',
	'content-length',
	'date'
]);

type Outcome = Page | 'cannot be kept' | 'was interrupted';

/** Answers from the pages kept in the process, and keeps those that may be. */
export class KeptPages {
	readonly #cache: PageCache;
	readonly #rendering = new Map<string, Promise<Outcome>>();
	/** Addresses whose last page could not be kept: nobody waits for another's rendering of them. */
	readonly #loners = new Set<string>();
	#moment = 0;

	constructor(cache: PageCache) {
		this.#cache = cache;
	}

	/** What is ready to be sent for a key, without any waiting. */
	find(key: string, request: IncomingMessage): Rendition | undefined {
		if (!this.#cache.isUsable) return undefined;
		return this.#cache.find(key)?.ready.get(encodingFor(request.headers['accept-encoding'], 'many'));
	}

	/** Answers a request whose page may be kept: several for the same page at once render it once. */
	async answer(
		key: string,
		request: IncomingMessage,
		response: ServerResponse,
		rendering: Rendering
	): Promise<void> {
		for (;;) {
			const kept = this.#cache.isUsable ? this.#cache.find(key) : undefined;
			if (kept) return sendPage(kept, request, response);
			if (!this.#mayShare(key, request)) return this.#render(key, request, response, rendering);

			const outcome = await this.#rendering.get(key)!;
			if (response.destroyed) return;
			if (outcome instanceof Page) return sendPage(outcome, request, response);
			if (outcome === 'cannot be kept') return this.#render(key, request, response, rendering);
		}
	}

	#mayShare(key: string, request: IncomingMessage): boolean {
		// Whoever asks after an event must not get a page that began before it.
		if (this.#moment !== this.#cache.moment) this.#rendering.clear();
		this.#moment = this.#cache.moment;
		return (
			this.#cache.isUsable && request.method === 'GET' && this.#rendering.has(key) && !this.#loners.has(key)
		);
	}

	async #render(
		key: string,
		request: IncomingMessage,
		response: ServerResponse,
		rendering: Rendering
	): Promise<void> {
		const { moment, isUsable } = this.#cache;
		const { promise, resolve } = Promise.withResolvers<Outcome>();
		const isFirst = isUsable && request.method === 'GET' && !this.#rendering.has(key);
		if (isFirst) this.#rendering.set(key, promise);
		const settle = (outcome: Outcome) => {
			resolve(outcome);
			if (this.#rendering.get(key) === promise) this.#rendering.delete(key);
			this.#remember(key, outcome);
		};
		response.once('close', () => settle('was interrupted'));

		const condition = request.headers['if-none-match'];
		if (isUsable) delete request.headers['if-none-match'];
		interceptAnswer(response, (status, sender) => {
			rendering.onHead?.();
			const modules = modulesShown(response);
			if (!isUsable || request.method !== 'GET' || !modules || !mayKeep(status, response)) {
				settle('cannot be kept');
				return prepareAnswer(request, response, sender);
			}
			rendering.onMiss?.();
			return wholeBody((body) => {
				const page = new Page(modules, headersToKeep(response), body);
				this.#cache.keep(key, page, moment);
				settle(page);
				if (condition !== undefined) request.headers['if-none-match'] = condition;
				void sendPage(page, request, response, sender);
			});
		});
		await rendering.handler(request, response);
	}

	#remember(key: string, outcome: Outcome): void {
		if (outcome instanceof Page) this.#loners.delete(key);
		else if (outcome === 'cannot be kept') {
			if (this.#loners.size > 1000) this.#loners.clear();
			this.#loners.add(key);
		}
	}
}

/** Prepares an answer that is for one reader: private unless it says otherwise, and compressed. */
export function prepareAnswer(
	request: IncomingMessage,
	response: ServerResponse,
	sender: Sender
): Sink | undefined {
	response.removeHeader(showsHeader);
	if (!response.hasHeader('cache-control') && !response.hasHeader('accept-ranges')) {
		response.setHeader('cache-control', 'private, no-cache');
	}
	return compressedBody(request, response, sender);
}

/** Sends a kept page, or only says that it has not changed. */
export function sendRendition(
	page: Rendition,
	request: IncomingMessage,
	response: Pick<ServerResponse, 'writeHead' | 'end'>,
	extraHeaders: string[]
): number {
	if (isUnchanged(request.headers['if-none-match'], page.etag)) {
		response.writeHead(304, [...extraHeaders, ...page.headersUnchanged]);
		response.end();
		return 304;
	}
	response.writeHead(200, [...extraHeaders, ...page.headers]);
	if (request.method === 'HEAD') response.end();
	else response.end(page.body);
	return 200;
}

async function sendPage(
	page: Page,
	request: IncomingMessage,
	response: ServerResponse,
	sender: Pick<ServerResponse, 'writeHead' | 'end'> = response
): Promise<void> {
	const rendition = await page.rendition(encodingFor(request.headers['accept-encoding'], 'many'));
	if (response.destroyed) return;
	const id = response.getHeader('x-request-id');
	for (const name of response.getHeaderNames()) response.removeHeader(name);
	sendRendition(rendition, request, sender, ['x-request-id', String(id)]);
}

function modulesShown(response: ServerResponse): string[] | undefined {
	const shown = response.getHeader(showsHeader);
	return typeof shown === 'string' && shown.trim() ? shown.trim().split(/[\s,]+/) : undefined;
}

function mayKeep(status: number, response: ServerResponse): boolean {
	if (status !== 200 || response.hasHeader('set-cookie') || response.hasHeader('content-encoding'))
		return false;
	if (!response.hasHeader('content-length')) return false;
	if (/private|no-store/.test(String(response.getHeader('cache-control') ?? ''))) return false;
	if (String(response.getHeader('content-security-policy') ?? '').includes("'nonce-")) return false;
	const vary = String(response.getHeader('vary') ?? '').toLowerCase();
	return vary.split(',').every((name) => ['', 'accept-encoding', 'cookie'].includes(name.trim()));
}

function headersToKeep(response: ServerResponse): string[] {
	return Object.entries(response.getHeaders())
		.filter(([name, value]) => value !== undefined && !ownHeaders.has(name))
		.flatMap(([name, value]) => [name, String(value)]);
}

function isUnchanged(condition: string | undefined, etag: string): boolean {
	if (condition === undefined) return false;
	if (condition === etag) return true;
	return condition.split(',').some((one) => one.trim().replace(/^W\//, '') === etag || one.trim() === '*');
}
