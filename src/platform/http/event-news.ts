import pg from 'pg';
import type { Logger } from 'pino';
import type { PageCache } from './page-cache.ts';

const shortestPause = 100;
const longestPause = 5000;
const checkEvery = 15_000;

/** Brings the news of events from the database to the page cache, on a connection of its own. */
export class EventNews {
	readonly #databaseUrl: string;
	readonly #cache: PageCache;
	readonly #log: Logger;
	#client: pg.Client | undefined;
	#pause = shortestPause;
	#timer: NodeJS.Timeout | undefined;
	#isStopped = false;

	constructor(databaseUrl: string, cache: PageCache, log: Logger) {
		this.#databaseUrl = databaseUrl;
		this.#cache = cache;
		this.#log = log;
	}

	/** Connects, and connects again whenever the connection is lost. Pages are kept only in between. */
	async start(): Promise<void> {
		const client = new pg.Client({
			connectionString: this.#databaseUrl,
			application_name: 'maillage pages',
			keepAlive: true,
			connectionTimeoutMillis: 10_000,
			query_timeout: 5000
		});
		client.on('error', () => this.#lose(client));
		client.on('end', () => this.#lose(client));
		// The name of an event begins with the name of its module.
		client.on('notification', ({ payload = '' }) => this.#cache.forget(payload.split('.', 1)[0]!));
		this.#client = client;
		try {
			await client.connect();
			await client.query('listen events');
			this.#pause = shortestPause;
			this.#cache.open();
			this.#checkLater();
		} catch {
			this.#lose(client);
		}
	}

	/** Resolves once the news of everything committed before have arrived. */
	async haveArrived(): Promise<void> {
		await this.#client?.query('select 1');
	}

	/** Ends the connection for good. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		clearTimeout(this.#timer);
		const client = this.#client;
		this.#client = undefined;
		await client?.end().catch(() => undefined);
	}

	#lose(client: pg.Client): void {
		if (client !== this.#client) return;
		this.#client = undefined;
		this.#cache.close();
		clearTimeout(this.#timer);
		client.end().catch(() => undefined);
		if (this.#isStopped) return;
		this.#log.warn('the database sends no news of events: pages are not kept until it does');
		this.#timer = setTimeout(() => void this.start(), this.#pause).unref();
		this.#pause = Math.min(this.#pause * 2, longestPause);
	}

	/** A connection cut without a word looks alive; only a question tells. */
	#checkLater(): void {
		this.#timer = setTimeout(() => {
			const client = this.#client;
			if (!client) return;
			client.query('select 1').then(
				() => this.#checkLater(),
				() => this.#lose(client)
			);
		}, checkEvery).unref();
	}
}
