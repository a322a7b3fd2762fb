import { sql, type SQL } from 'drizzle-orm';
import type { Place } from '#platform/paging.ts';
import { charterSignatures as signatures } from './signatures.tables.ts';

/** The key of a signature in the register: the microsecond at which it was signed, and its id. */
export const keyOfRow = sql<string>`(extract(epoch from ${signatures.signedAt}) * 1000000)::bigint || '_' || ${signatures.id}`;

const keyPattern = /^(\d{1,16})_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

/** Keeps what comes after or before a place of the register; a place that nobody gave us is its beginning. */
export function placedAt({ after, before }: Place): SQL | undefined {
	const key = keyPattern.exec(after ?? before ?? '');
	if (!key) return undefined;
	const row = sql`(${signatures.signedAt}, ${signatures.id})`;
	const moment = sql`(timestamptz 'epoch' + ${key[1]}::bigint * interval '1 microsecond', ${key[2]}::uuid)`;
	return after === undefined ? sql`${row} > ${moment}` : sql`${row} < ${moment}`;
}
