import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { loggedPath, requestId } from './access-log.ts';
import { addressReader, isForged, tellAddresses, type Addressed } from './addresses.ts';
import { interceptAnswer } from './answer.ts';
import { boundUnannounced, isTooLarge, refuseBody } from './bodies.ts';
import type { Beside } from './beside.ts';
import type { News } from '../news.server.ts';
import { KeptPages, prepareAnswer, sendRendition, type Handler } from './kept-pages.ts';
import type { Kind, Metrics } from './metrics.ts';
import type { PageCache } from './page-cache.ts';
import { isOneClick, letIn } from './one-click.ts';
import { keyOf } from './page-key.ts';
import { protections } from './protections.ts';
import { refuse } from './refusals.ts';

export type Answering = {
	handler: Handler;
	settings: { origin?: string | undefined; host: string; trustProxy: number };
	cache: PageCache;
	news: Pick<News, 'haveArrived'>;
	metrics: Metrics;
	log: Logger;
	beside?: Beside | undefined;
};

/** Answers requests: with a kept page at once, or with what the application makes of them. */
export class Requests {
	/** Answers that have no end of their own; they are ended when the server stops. */
	readonly streams = new Set<ServerResponse>();
	readonly #with: Answering;
	readonly #pages: KeptPages;
	readonly #addressOf: ReturnType<typeof addressReader>;
	readonly #protections = { http: protections('http'), https: protections('https') };

	constructor(answering: Answering) {
		this.#with = answering;
		this.#pages = new KeptPages(answering.cache);
		this.#addressOf = addressReader(answering.settings);
	}

	/** Answers one request. A kept page goes out without any object being made for the application. */
	answer(request: IncomingMessage, response: ServerResponse): void {
		const begun = performance.now();
		const id = requestId(request, this.#with.settings.trustProxy > 0);
		const address = this.#addressOf(request);
		const key = address && keyOf(request, `${address.protocol}://${address.host}`);
		const kept = key === undefined ? undefined : this.#pages.find(key, request);
		if (kept) {
			const status = sendRendition(kept, request, response, ['x-request-id', id]);
			this.#with.metrics.hits.inc();
			return this.#report(request, 'kept', status, id, begun);
		}

		response.setHeader('x-request-id', id);
		request.headers['x-request-id'] = id;
		const headers = isFileOfBuild(request.url) ? ofFiles : this.#protections[address?.protocol ?? 'http'];
		for (let i = 0; i < headers.length; i += 2) response.setHeader(headers[i]!, headers[i + 1]!);
		this.#reportAtEnd(request, response, id, begun);
		this.#answerSlowly(address, key, request, response).catch((error: unknown) => {
			this.#with.log.error({ id, error: String((error as Error)?.stack ?? error) }, 'a request failed');
			refuse(response, 500);
		});
	}

	async #answerSlowly(
		address: Addressed | undefined,
		key: string | undefined,
		request: IncomingMessage,
		response: ServerResponse
	): Promise<unknown> {
		if (!request.url?.startsWith('/')) return refuse(response, 400);
		if (request.url === '/metrics') return this.#with.metrics.answer(request, response);
		if (!address) return refuse(response, 421);
		if (isTooLarge(request)) return refuseBody(request, response);
		if (isOneClick(request)) letIn(request, address);
		if (isForged(request, address)) return refuse(response, 403);
		if (this.#with.beside?.takes(request.url)) return this.#with.beside.answer(request, response, address);

		tellAddresses(request, address);
		boundUnannounced(request);
		if (key !== undefined) return this.#answerPage(key, request, response);
		interceptAnswer(response, (_status, sender) => {
			this.#noticeHead(request, response);
			return prepareAnswer(request, response, sender);
		});
		return this.#with.handler(request, response);
	}

	async #answerPage(key: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
		await this.#pages.answer(key, request, response, {
			handler: this.#with.handler,
			onMiss: () => this.#with.metrics.misses.inc(),
			onHead: () => this.#noticeHead(request, response)
		});
	}

	#noticeHead(request: IncomingMessage, response: ServerResponse): void {
		if (String(response.getHeader('content-type')).startsWith('text/event-stream')) {
			this.streams.add(response);
			response.once('close', () => this.streams.delete(response));
		}
		// Whoever changed something sees it on the next page, kept or not: its news are waited for.
		if (kindOf(request, response) === 'change' || response.hasHeader('set-cookie')) {
			void this.#with.cache.holdUntil(this.#with.news.haveArrived());
		}
	}

	#reportAtEnd(request: IncomingMessage, response: ServerResponse, id: string, begun: number): void {
		response.once('close', () => {
			const status = response.writableFinished ? response.statusCode : interrupted;
			this.#report(request, kindOf(request, response), status, id, begun);
		});
	}

	#report(request: IncomingMessage, kind: Kind, status: number, id: string, begun: number): void {
		const milliseconds = performance.now() - begun;
		this.#with.metrics.observe(kind, status, milliseconds);
		if (!this.#with.log.isLevelEnabled('info')) return;
		const ms = Math.round(milliseconds * 10) / 10;
		this.#with.log.info({ method: request.method, path: loggedPath(request.url ?? ''), status, ms, id });
	}
}

/** Styles, scripts and fonts are no pages: what protects pages would only weigh on them. */
const ofFiles = ['x-content-type-options', 'nosniff'];

function isFileOfBuild(url = ''): boolean {
	return url.startsWith('/_app/') || url.startsWith('/islands/') || url === '/icon.svg';
}

/** The client left before the end of the answer (as other web servers write it). */
const interrupted = 499;

function kindOf(request: IncomingMessage, response: ServerResponse): Kind {
	if (request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS') return 'change';
	if (response.hasHeader('accept-ranges')) return 'file';
	return String(response.getHeader('content-type')).startsWith('text/event-stream') ? 'stream' : 'page';
}
