import type { Database } from '#platform/database.server.ts';
import { keepUpdates, type Written } from './keeping.server.ts';

/** So many updates go to the database at once: a list of their ids fits in one message of it. */
const mostAtOnce = 100;

type Waiting = Written & { kept: (isKept: boolean) => void; failed: (error: unknown) => void };

/** Stores what is typed, together with whatever is typed while the database is busy: many hands, few writes. */
export class Journal {
	readonly #db: Database;
	readonly #origin: string;
	readonly #waiting = new Map<string, Waiting[]>();

	constructor(db: Database, origin: string) {
		this.#db = db;
		this.#origin = origin;
	}

	/** Resolves once the update is stored: true, or false when the notes are closed. */
	keep(notesId: string, written: Written): Promise<boolean> {
		return new Promise((kept, failed) => {
			const waiting = this.#waiting.get(notesId);
			const mine = { ...written, kept, failed };
			if (waiting) return void waiting.push(mine);
			const queue = [mine];
			this.#waiting.set(notesId, queue);
			void this.#write(notesId, queue);
		});
	}

	async #write(notesId: string, queue: Waiting[]): Promise<void> {
		while (queue.length > 0) {
			const batch = queue.splice(0, mostAtOnce);
			try {
				const isKept = await keepUpdates(this.#db, notesId, batch, this.#origin);
				for (const { kept } of batch) kept(isKept);
			} catch (error) {
				for (const { failed } of batch) failed(error);
			}
		}
		this.#waiting.delete(notesId);
	}
}
