import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Database } from '#platform/database.server.ts';
import { takeAnswers, type AnswerResult, type Sent } from './taking.server.ts';

type Waiting = { sent: Sent; resolve(result: AnswerResult): void; reject(error: unknown): void };
type Queue = { waiting: Waiting[]; isBusy: boolean };

/** How long answers are gathered before they are written together, in milliseconds; and how many at most. */
const gathering = 40;
const mostAtOnce = 400;

/** What one phone may send: so many times in so many seconds. */
const perPhone = { points: 40, duration: 10 };

/**
 * Takes the answers of a process and writes those of a room that arrive within a moment in one transaction. Each is acknowledged once
 * that has committed, and not before: what a whole room answers at once costs one commit and one line of news.
 */
export class AnswerDesk {
	readonly #db: Database;
	readonly #queues = new Map<string, Queue>();
	readonly #limiter = new RateLimiterMemory(perPhone);

	constructor(db: Database) {
		this.#db = db;
	}

	/** Writes what a participant sent; resolves when it is kept, or says why it is not. */
	async give(roomId: string, sent: Sent): Promise<AnswerResult> {
		if (await this.#isFlood(sent.token)) return { ok: false, reason: 'too-fast' };
		return new Promise((resolve, reject) => {
			let queue = this.#queues.get(roomId);
			if (!queue) this.#queues.set(roomId, (queue = { waiting: [], isBusy: false }));
			queue.waiting.push({ sent, resolve, reject });
			if (!queue.isBusy) void this.#work(roomId, queue);
		});
	}

	async #work(roomId: string, queue: Queue): Promise<void> {
		queue.isBusy = true;
		while (queue.waiting.length > 0) {
			await new Promise((resolve) => setTimeout(resolve, gathering));
			const batch = queue.waiting.splice(0, mostAtOnce);
			try {
				const results = await takeAnswers(
					this.#db,
					roomId,
					batch.map(({ sent }) => sent)
				);
				batch.forEach(({ resolve }, i) => resolve(results[i]!));
			} catch (error) {
				for (const { reject } of batch) reject(error);
			}
		}
		this.#queues.delete(roomId);
	}

	async #isFlood(token: string): Promise<boolean> {
		try {
			await this.#limiter.consume(token);
			return false;
		} catch (refusal) {
			if (refusal instanceof RateLimiterRes) return true;
			throw refusal;
		}
	}
}
