import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { notePresences, type NotingResult } from './noting.server.ts';
import type { PresencesInput } from './presences.input.ts';
import { sheetsSent } from './sheets.tables.ts';

/**
 * Notes presences that a phone may send several times, because it did not learn whether they arrived: under one key they are noted
 * once. A key is known for thirty days; without one this is `notePresences`.
 */
export async function notePresencesOnce(
	db: Database,
	person: Person,
	slug: string,
	{ key, ...input }: PresencesInput & { key: string | null },
	site: Parameters<typeof notePresences>[4]
): Promise<NotingResult> {
	if (key === null) return notePresences(db, person, slug, input, site);
	return db.transaction(async (tx): Promise<NotingResult> => {
		await tx.delete(sheetsSent).where(sql`${sheetsSent.sentAt} < now() - interval '30 days'`);
		const first = await tx.insert(sheetsSent).values({ key }).onConflictDoNothing().returning();
		if (first.length === 0) return { ok: true, isLetterSent: false };
		const result = await notePresences(tx, person, slug, input, site);
		if (!result.ok) await tx.delete(sheetsSent).where(eq(sheetsSent.key, key));
		return result;
	});
}
