import { and, lte, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { endIntroduction } from './answering.server.ts';
import { introductions } from './introductions.tables.ts';
import { isWaiting } from './limits.server.ts';

const atOnce = 200;

/** Every night: ends the introductions to which one side has not answered within thirty days. */
export async function expireIntroductions(db: Database): Promise<void> {
	while ((await expireSome(db)) === atOnce);
}

async function expireSome(db: Database): Promise<number> {
	return db.transaction(async (tx) => {
		const late = await tx
			.select({ id: introductions.id })
			.from(introductions)
			.where(and(isWaiting, lte(introductions.expiresAt, sql`now()`)))
			.limit(atOnce)
			.for('update', { skipLocked: true });
		for (const { id } of late) await endIntroduction(tx, id, 'expired', null);
		return late.length;
	});
}
