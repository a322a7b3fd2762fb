import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { executePrepared } from './database.server.ts';
import { test } from './testing.server.ts';

test('a statement of parts is prepared once for each of its forms, whatever its values', async ({ db }) => {
	const between = (least: number, most?: number) =>
		sql`select n from generate_series(1, 9) n where n >= ${least}::int ${most ? sql`and n <= ${most}::int` : sql``}`;

	expect(await executePrepared(db, between(8))).toEqual([{ n: 8 }, { n: 9 }]);
	expect(await executePrepared(db, between(9))).toEqual([{ n: 9 }]);
	expect(await executePrepared(db, between(2, 3))).toEqual([{ n: 2 }, { n: 3 }]);

	const { rows } = await db.execute(
		sql`select count(*)::int as forms from pg_prepared_statements where statement like 'select n from generate_series%'`
	);
	expect(rows).toEqual([{ forms: 2 }]);
});
