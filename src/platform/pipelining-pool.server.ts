import pg from 'pg';

type Asked = { ask: (client: pg.PoolClient) => Promise<void>; refuse: (cause: unknown) => void };

/** So many pipelines at once: while they are on their way, what is asked gathers for the next. */
const underWay = 3;
const inOnePipeline = 32;

/**
 * A pool whose prepared queries of the same moment go to the server together, over one connection: one message and one waking
 * for all of them, where each cost its own. Every query still stands alone: it has its own transaction and its own error.
 *
 * A prepared query is one that is asked often and is short. Any other may be long and would keep those behind it waiting: it
 * takes a connection for itself, as transactions do. The gain was measured: `docs/decisions/0022-queries-of-one-moment.md`.
 */
export class PipeliningPool extends pg.Pool {
	#gathered: Asked[] = [];
	#pipelines = 0;

	constructor(config: pg.PoolConfig) {
		super({ ...config, pipeline: true });
	}

	override query(...asked: unknown[]): never {
		const question = asked as Parameters<pg.Pool['query']>;
		if (!isPrepared(asked[0]) || typeof asked.at(-1) === 'function') return super.query(...question) as never;
		const answer = new Promise((resolve, refuse) => {
			const ask = (client: pg.PoolClient) =>
				(client.query(...question) as unknown as Promise<unknown>).then(resolve, refuse);
			this.#gathered.push({ ask, refuse });
			if (this.#gathered.length === 1) setImmediate(() => void this.#send());
		});
		return answer as never;
	}

	async #send(): Promise<void> {
		if (this.#gathered.length === 0 || this.#pipelines === underWay) return;
		this.#pipelines += 1;
		try {
			await this.#sendOver(await this.connect());
		} catch (cause) {
			for (const { refuse } of this.#gathered.splice(0)) refuse(cause);
		}
		this.#pipelines -= 1;
		void this.#send();
	}

	async #sendOver(client: pg.PoolClient): Promise<void> {
		const together = this.#gathered.splice(0, inOnePipeline);
		if (this.#gathered.length > 0) void this.#send();
		const { stream } = (client as unknown as pg.Client).connection;
		stream.cork();
		const answers = together.map(({ ask }) => ask(client));
		stream.uncork();
		await Promise.all(answers);
		client.release();
	}
}

function isPrepared(query: unknown): boolean {
	return typeof query === 'object' && query !== null && 'name' in query && query.name !== undefined;
}
