import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { importRows, importRuns } from './imports.tables.ts';

/** What imports hold about persons: who brought a file in, and addresses of mail in rows that are not erased yet. */
export const importsData: PersonalData = {
	module: 'imports',
	tables: ['import_runs', 'import_rows'],
	export: async (db, person) => [await runsHeld(db, person)],
	erase
};

async function runsHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({ fileName: importRuns.fileName, startedAt: importRuns.startedAt, rowCount: importRuns.rowCount })
		.from(importRuns)
		.where(eq(importRuns.startedBy, person.id))
		.orderBy(importRuns.startedAt);
	const labels = {
		fileName: m.imports_data_file(),
		startedAt: m.imports_data_started(),
		rowCount: m.imports_data_rows()
	};
	return { key: 'imports.runs', title: m.imports_data_title(), labels, rows };
}

/** The rows in which their address of mail stands lose what they say: the page that they filled is another room’s. */
async function erase(tx: Database, { id, email }: Person): Promise<void> {
	await tx.update(importRuns).set({ startedBy: null }).where(eq(importRuns.startedBy, id));
	const says = sql`position(${email.toLowerCase()} in lower(${importRows.cells}::text)) > 0`;
	const said = { cells: [], checked: null, problems: [], differences: null };
	await tx.update(importRows).set(said).where(says);
	// What an import replaced may name them as well: without it that row can no longer be taken back.
	const replaced = sql`position(${email.toLowerCase()} in lower(${importRows.former}::text)) > 0`;
	await tx.update(importRows).set({ former: null, undone: 'kept' }).where(replaced);
}

const keptDays = 90;

/** Empties the rows of imports of ninety days ago, which may name people, and forgets files that were left in the middle. */
export async function forgetOldImports(db: Database): Promise<void> {
	const isOld = sql`${importRuns.movedAt} < now() - ${sql.raw(`interval '${keptDays} days'`)}`;
	await db.delete(importRuns).where(and(isOld, isNull(importRuns.appliedAt)));
	await db.transaction(async (tx) => {
		const old = await tx
			.update(importRuns)
			.set({ emptiedAt: sql`now()` })
			.where(and(isOld, isNotNull(importRuns.appliedAt), isNull(importRuns.emptiedAt)))
			.returning({ id: importRuns.id });
		for (const { id } of old) {
			const emptied = {
				cells: [],
				checked: null,
				problems: [],
				differences: null,
				likely: null,
				former: null
			};
			await tx.update(importRows).set(emptied).where(eq(importRows.runId, id));
		}
	});
}
