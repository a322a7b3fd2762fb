import pg from 'pg';

const shortestPause = 100;
const longestPause = 5000;
const checkEvery = 15_000;

export type Listener = {
	/** Something was told on the channel. */
	heard(payload: string): void;
	/** From now on, everything that is told is heard: what was told before the connection is not. */
	connected(): void;
	/** Until it is connected again, nothing is heard. */
	lost(): void;
};

/** Listens to a channel of the database (`NOTIFY`), on a connection of its own, and connects again whenever it is lost. */
export class News {
	readonly #databaseUrl: string;
	readonly #channel: string;
	readonly #listener: Listener;
	#client: pg.Client | undefined;
	#pause = shortestPause;
	#timer: NodeJS.Timeout | undefined;
	#isStopped = false;
	/** The question that is under way, and the one that follows it: a connection takes one at a time. */
	#current: Promise<void> = Promise.resolve();
	#next: Promise<void> | undefined;

	constructor(databaseUrl: string, channel: string, listener: Listener) {
		this.#databaseUrl = databaseUrl;
		this.#channel = channel;
		this.#listener = listener;
	}

	/** Connects; resolves after the first try, whether it succeeded or not. */
	async start(): Promise<void> {
		const client = new pg.Client({
			connectionString: this.#databaseUrl,
			application_name: `maillage ${this.#channel}`,
			keepAlive: true,
			connectionTimeoutMillis: 10_000,
			query_timeout: 5000
		});
		client.on('error', () => this.#lose(client));
		client.on('end', () => this.#lose(client));
		client.on('notification', ({ payload = '' }) => this.#listener.heard(payload));
		this.#client = client;
		try {
			await client.connect();
			await client.query(`listen ${client.escapeIdentifier(this.#channel)}`);
			this.#pause = shortestPause;
			this.#listener.connected();
			this.#checkLater();
		} catch {
			this.#lose(client);
		}
	}

	/** Resolves once the news of everything committed before have arrived. Who asks while a question is under way shares the next one. */
	haveArrived(): Promise<void> {
		this.#next ??= this.#current.then(() => {
			this.#next = undefined;
			const asking = this.#ask();
			this.#current = asking.catch(() => undefined);
			return asking;
		});
		return this.#next;
	}

	async #ask(): Promise<void> {
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
		clearTimeout(this.#timer);
		client.end().catch(() => undefined);
		if (this.#isStopped) return;
		this.#listener.lost();
		this.#timer = setTimeout(() => void this.start(), this.#pause).unref();
		this.#pause = Math.min(this.#pause * 2, longestPause);
	}

	/** A connection cut without a word looks alive; only a question tells. */
	#checkLater(): void {
		this.#timer = setTimeout(() => {
			const client = this.#client;
			if (!client) return;
			this.haveArrived().then(
				() => this.#checkLater(),
				() => this.#lose(client)
			);
		}, checkEvery).unref();
	}
}
