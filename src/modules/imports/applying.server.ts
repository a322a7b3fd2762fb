import { and, asc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { aim } from './aiming.server.ts';
import { importRows, importRuns } from './imports.tables.ts';
import { writePages, type Written } from './writing-pages.server.ts';

type Run = typeof importRuns.$inferSelect;

const atOnce = 1000;

/** Writes the next rows of a run that is being applied; true when there are more. The transaction holds the run. */
export async function applyNextRows(tx: Database, run: Run): Promise<boolean> {
	const settled = run.cursor === 0 ? await settleTheRest(tx, run.id) : 0;
	const rows = await tx
		.select()
		.from(importRows)
		.where(and(eq(importRows.runId, run.id), gt(importRows.number, run.cursor), isNull(importRows.outcome)))
		.orderBy(asc(importRows.number))
		.limit(atOnce);
	const aimed = await aim(tx, run.id, rows);
	const taken = aimed.length;
	await keepOutcomes(tx, run.id, await writePages(tx, run, aimed));
	const isMore = taken < rows.length || rows.length === atOnce;
	await tx
		.update(importRuns)
		.set({
			cursor: rows[taken - 1]?.number ?? run.cursor,
			done: run.done + settled + taken,
			movedAt: sql`clock_timestamp()`,
			...(isMore ? {} : { state: 'applied' as const, appliedAt: sql`clock_timestamp()` as never })
		})
		.where(eq(importRuns.id, run.id));
	return isMore;
}

/** Rows with which nothing has to be done have their outcome at once; says how many. */
async function settleTheRest(tx: Database, runId: string): Promise<number> {
	const outcome = sql`case ${importRows.verdict} when 'same' then 'unchanged' when 'refused' then 'refused' else 'left' end`;
	const isLeft = and(
		eq(importRows.verdict, 'conflict'),
		or(isNull(importRows.choice), eq(importRows.choice, 'skip'))
	);
	const { rowCount } = await tx
		.update(importRows)
		.set({ outcome })
		.where(and(eq(importRows.runId, runId), or(inArray(importRows.verdict, ['same', 'refused']), isLeft)));
	return rowCount ?? 0;
}

async function keepOutcomes(tx: Database, runId: string, written: Written[]): Promise<void> {
	if (written.length === 0) return;
	await tx.execute(sql`
		update import_rows r set outcome = w.outcome, organisation_id = w."organisationId", former = nullif(w.former, 'null')
		from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
			as w (number integer, outcome text, "organisationId" uuid, former jsonb)
		where r.run_id = ${runId} and r.number = w.number`);
}
