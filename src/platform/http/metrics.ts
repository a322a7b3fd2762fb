import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { isLocal } from './addresses.ts';
import type { PageCache } from './page-cache.ts';
import { refuse } from './refusals.ts';

/** What kind of answer a request had: a page kept in the process, one made for it, a file, a change, a stream. */
export type Kind = 'kept' | 'page' | 'file' | 'change' | 'stream';

type MetricsSettings = { metricsToken?: string | undefined; trustProxy: number };

/** Counts requests and tells Prometheus. */
export class Metrics {
	readonly #registry = new Registry();
	readonly #durations: Histogram<'kind' | 'status'>;
	readonly #token: string | undefined;
	readonly #isBehindProxy: boolean;

	constructor(server: Server, cache: PageCache, { metricsToken, trustProxy }: MetricsSettings) {
		this.#token = metricsToken;
		this.#isBehindProxy = trustProxy > 0;
		collectDefaultMetrics({ register: this.#registry });
		this.#durations = new Histogram({
			name: 'maillage_http_request_seconds',
			help: 'Time from the first line of a request to the end of its answer',
			labelNames: ['kind', 'status'],
			buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2, 10],
			registers: [this.#registry]
		});
		this.#watch('maillage_http_open_connections', 'Connections of clients', async () =>
			openConnections(server)
		);
		this.#watch('maillage_kept_pages', 'Pages kept in the process', async () => cache.size.pages);
		this.#watch('maillage_kept_pages_bytes', 'Memory of the kept pages', async () => cache.size.bytes);
		this.hits = this.#count('maillage_kept_pages_hits_total', 'Requests answered with a kept page');
		this.misses = this.#count('maillage_kept_pages_misses_total', 'Pages made that could have been kept');
	}

	readonly hits: Counter;
	readonly misses: Counter;

	/** Counts one answered request. */
	observe(kind: Kind, status: number, milliseconds: number): void {
		this.#durations.observe(
			{ kind, status: statusClasses[Math.floor(status / 100)] ?? 'other' },
			milliseconds / 1000
		);
	}

	/**
	 * Answers `/metrics` to a program of this machine or to whoever holds the token; to others it does not exist. Behind a
	 * proxy everyone seems to be on this machine: only the token counts.
	 */
	async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const isHere = !this.#isBehindProxy && isLocal(request);
		if (!isHere && !this.#hasToken(request)) return refuse(response, 404);
		const body = await this.#registry.metrics();
		response.setHeader('content-type', this.#registry.contentType);
		response.setHeader('cache-control', 'no-store');
		response.end(body);
	}

	#hasToken(request: IncomingMessage): boolean {
		if (!this.#token) return false;
		const expected = Buffer.from(`Bearer ${this.#token}`);
		const given = Buffer.from(request.headers.authorization ?? '');
		return given.length === expected.length && timingSafeEqual(given, expected);
	}

	#count(name: string, help: string): Counter {
		return new Counter({ name, help, registers: [this.#registry] });
	}

	#watch(name: string, help: string, read: () => Promise<number>): void {
		const collect = async function (this: Gauge) {
			this.set(await read());
		};
		new Gauge({ name, help, registers: [this.#registry], collect });
	}
}

const statusClasses = ['other', '1xx', '2xx', '3xx', '4xx', '5xx'];

function openConnections(server: Server): Promise<number> {
	return new Promise((resolve) => server.getConnections((_error, count) => resolve(count ?? 0)));
}
