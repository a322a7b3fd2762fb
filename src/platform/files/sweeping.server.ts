import { inArray, sql } from 'drizzle-orm';
import type { Database } from '../database.server.ts';
import { enqueue } from '../jobs/jobs.server.ts';
import { files } from './files.tables.ts';
import { idIn, keysOf } from './keys.ts';
import type { FileStorage, StoredEntry } from './storage.server.ts';

/** Any constant: a backup has it alone while it copies; those who remove bytes share it. */
export const copyingLock = 7_243_301;

/** Bytes come before their row: they may be without one for as long as a transaction lasts, and not for a day. */
const longestWait = 24 * 3600 * 1000;
const afterCopy = 5 * 60 * 1000;
const entriesAtOnce = 500;

/** Makes the job that removes the bytes of forgotten files; while a backup copies them, it is put off. */
export function fileRemover(db: Database, storage: FileStorage) {
	return async ({ keys }: { keys: string[] }): Promise<void> => {
		const isDone = await unlessCopied(db, () => Promise.all(keys.map((key) => storage.remove(key))));
		if (!isDone) await enqueue(db, 'remove-file', { keys }, { runAt: new Date(Date.now() + afterCopy) });
	};
}

/** Removes bytes that no row tells of, left for a day by a crash or a transaction that failed; returns how many. */
export async function sweepFiles(db: Database, storage: FileStorage, now = new Date()): Promise<number> {
	let swept = 0;
	await unlessCopied(db, async () => {
		let waiting: StoredEntry[] = [];
		const sweep = async () => {
			swept += await removeUnknown(db, storage, waiting);
			waiting = [];
		};
		for await (const entry of storage.entries()) {
			if (now.getTime() - entry.since.getTime() < longestWait) continue;
			if (waiting.push(entry) >= entriesAtOnce) await sweep();
		}
		await sweep();
	});
	return swept;
}

async function removeUnknown(db: Database, storage: FileStorage, entries: StoredEntry[]): Promise<number> {
	const ids = [...new Set(entries.flatMap(({ key }) => idIn(key) ?? []))];
	const rows = await db
		.select({ id: files.id, width: files.width })
		.from(files)
		.where(inArray(files.id, ids));
	const known = new Set(rows.flatMap(keysOf));
	const unknown = entries.filter(({ key }) => idIn(key) && !known.has(key));
	for (const { key } of unknown) await storage.remove(key);
	return unknown.length;
}

/** Does what removes bytes, unless a backup is copying them; says whether it was done. */
async function unlessCopied(db: Database, work: () => Promise<unknown>): Promise<boolean> {
	return db.transaction(async (tx) => {
		const { rows } = await tx.execute<{ isOurs: boolean }>(
			sql`select pg_try_advisory_xact_lock_shared(${copyingLock}) as "isOurs"`
		);
		if (rows[0]!.isOurs) await work();
		return rows[0]!.isOurs;
	});
}
