import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { threadReadings } from './around-messages.tables.ts';

/** Remembers how far somebody has read a thread; it never goes back. */
export async function markSeen(
	tx: Database,
	personId: string,
	threadId: string,
	seen: number
): Promise<void> {
	await tx
		.insert(threadReadings)
		.values({ personId, threadId, seen })
		.onConflictDoUpdate({
			target: [threadReadings.personId, threadReadings.threadId],
			set: { seen: sql`excluded.seen` },
			setWhere: sql`${threadReadings.seen} < excluded.seen`
		});
}
