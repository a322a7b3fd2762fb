import { sql, type SQL } from 'drizzle-orm';
import type { Place } from '#platform/paging.ts';
import { charterSignatures as signatures } from './signatures.tables.ts';

/** The key of a signature in the register: the microsecond at which it was signed, and its id. */
export const keyOfRow = sql<string>`(extract(epoch from ${signatures.signedAt}) * 1000000)::bigint || '_' || ${signatures.id}`;

const keyPattern = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** The moment (microseconds) and the id of a key; of a key that nobody gave us, nothing. */
export function readKey({ after, before }: Place): { moment: string; id: string } | null {
	const [, moment, id] = keyPattern.exec(after ?? before ?? '') ?? [];
	return moment && id ? { moment, id } : null;
}

/** Keeps what comes after or before a key, whose parts may be placeholders. */
export function beside(direction: 'after' | 'before', moment: unknown, id: unknown): SQL {
	const row = sql`(${signatures.signedAt}, ${signatures.id})`;
	const key = sql`(timestamptz 'epoch' + ${moment}::bigint * interval '1 microsecond', ${id}::uuid)`;
	return direction === 'before' ? sql`${row} > ${key}` : sql`${row} < ${key}`;
}

/** Keeps what comes after or before a place of the register; a place that nobody gave us is its beginning. */
export function placedAt(place: Place): SQL | undefined {
	const key = readKey(place);
	return key ? beside(place.after === undefined ? 'before' : 'after', key.moment, key.id) : undefined;
}
