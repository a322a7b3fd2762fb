import { sql, type SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** For a check of a table: that a column is one of the words of the code, which hold no quote. */
export function oneOf(column: AnyPgColumn, words: readonly string[]): SQL {
	return sql`${column} in (${sql.raw(words.map((word) => `'${word}'`).join(', '))})`;
}
