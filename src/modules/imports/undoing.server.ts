import { and, desc, eq, inArray, isNull, lt, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { removeUntouched, restoreUntouched } from '../allies/bulk-undoing.server.ts';
import { readdress } from '../allies/profiles.server.ts';
import { changeOrganisations } from '../people/organisations-in-bulk.server.ts';
import type { Former } from './former.ts';
import { importRows, importRuns } from './imports.tables.ts';
import { keepMarks } from './marks.server.ts';

type Run = typeof importRuns.$inferSelect;
type Applied = { number: number; outcome: 'created' | 'changed'; organisationId: string; former: Former };

const atOnce = 1000;

/**
 * Takes back the last rows of a run that is being undone, the last first; true when there are more. What somebody has
 * written or used since stays, and says so. The transaction holds the run.
 */
export async function undoNextRows(tx: Database, run: Run): Promise<boolean> {
	const rows = await lastRows(tx, run);
	const batch = beforeRepetition(rows);
	await takeBack(tx, run, batch);
	const isMore = batch.length < rows.length || rows.length === atOnce;
	await tx
		.update(importRuns)
		.set({
			cursor: batch.at(-1)?.number ?? run.cursor,
			done: run.done + batch.length,
			movedAt: sql`clock_timestamp()`,
			...(isMore ? {} : { state: 'undone' as const, undoneAt: sql`clock_timestamp()` as never })
		})
		.where(eq(importRuns.id, run.id));
	return isMore;
}

async function lastRows(tx: Database, run: Run): Promise<Applied[]> {
	const isApplied = inArray(importRows.outcome, ['created', 'changed']);
	return (await tx
		.select({
			number: importRows.number,
			outcome: importRows.outcome,
			organisationId: importRows.organisationId,
			former: importRows.former
		})
		.from(importRows)
		.where(
			and(
				eq(importRows.runId, run.id),
				lt(importRows.number, run.cursor),
				isApplied,
				isNull(importRows.undone)
			)
		)
		.orderBy(desc(importRows.number))
		.limit(atOnce)) as Applied[];
}

async function takeBack(tx: Database, run: Run, batch: Applied[]): Promise<void> {
	const changed = batch.filter(({ outcome }) => outcome === 'changed');
	const created = batch.filter(({ outcome }) => outcome === 'created');
	const restored = await restore(tx, run, changed);
	const removed = await removeUntouched(
		tx,
		run.startedBy,
		created.map(({ former }) => former),
		['import_marks']
	);
	const done = batch.map(({ number, outcome, organisationId }) => ({
		number,
		undone:
			outcome === 'created'
				? removed.has(organisationId)
					? 'removed'
					: 'kept'
				: restored.has(organisationId)
					? 'restored'
					: 'kept'
	}));
	await tx.execute(sql`
		update import_rows r set undone = d.undone
		from jsonb_to_recordset(${JSON.stringify(done)}::jsonb) as d (number integer, undone text)
		where r.run_id = ${run.id} and r.number = d.number`);
}

/** Two rows may have written the same page: the later one is taken back in a batch before the other. */
function beforeRepetition(rows: Applied[]): Applied[] {
	const seen = new Set<string>();
	const end = rows.findIndex(({ organisationId }) => seen.has(organisationId) || !seen.add(organisationId));
	return end === -1 ? rows : rows.slice(0, end);
}

async function restore(tx: Database, run: Run, rows: Applied[]): Promise<Set<string>> {
	const restoring = rows.map(({ former }) => ({ ...former, formerVersion: former.formerVersion! }));
	const profileIds = await restoreUntouched(tx, run.startedBy, restoring);
	const restored = rows.filter(({ former }) => profileIds.has(former.profileId));
	const renaming = restored.filter(({ former }) => Object.keys(former.organisation).length > 0);
	const renamed = await changeOrganisations(
		tx,
		renaming.map(({ organisationId, former }) => ({ id: organisationId, ...former.organisation }))
	);
	for (const { organisationId, former } of renaming)
		if (former.organisation.name && renamed.has(organisationId))
			await readdress(tx, former.profileId, former.organisation.name);
	await keepMarks(
		tx,
		restored.map(({ organisationId, former: { written, declined } }) => ({
			organisationId,
			marks: written && { written, declined: declined ?? {} }
		}))
	);
	return new Set(restored.map(({ organisationId }) => organisationId));
}
