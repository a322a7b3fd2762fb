import { and, asc, desc, eq, gt, lt, or, sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import { slugsOf } from '../allies/bulk-matching.server.ts';
import { importRows, importRuns } from './imports.tables.ts';
import { mayImport, type Importer } from './starting.server.ts';
import type { Outcome, Verdict } from './steps.ts';

const runColumns = {
	id: importRuns.id,
	fileName: importRuns.fileName,
	format: importRuns.format,
	encoding: importRuns.encoding,
	separator: importRuns.separator,
	otherSheets: importRuns.otherSheets,
	columns: importRuns.columns,
	mapping: importRuns.mapping,
	rowCount: importRuns.rowCount,
	audience: importRuns.audience,
	usualKind: importRuns.usualKind,
	skillChoices: importRuns.skillChoices,
	state: importRuns.state,
	done: importRuns.done,
	startedAt: importRuns.startedAt,
	appliedAt: importRuns.appliedAt,
	undoneAt: importRuns.undoneAt,
	emptiedAt: importRuns.emptiedAt,
	/** A step of which no batch has been written for a minute was interrupted. */
	isStill: sql<boolean>`${importRuns.movedAt} < now() - interval '1 minute'`
};

/** A file that was brought in, and how far one is with it. */
export type ImportRun = NonNullable<Awaited<ReturnType<typeof importToRead>>>;

/** The import that has this id, for those who may import. */
export async function importToRead(db: Database, actor: Importer, id: string) {
	if (!mayImport(actor) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) return undefined;
	const [run] = await db.select(runColumns).from(importRuns).where(eq(importRuns.id, id));
	return run;
}

const runsAtOnce = 20;

/** The files that were brought in, the last first. */
export async function importsToRead(db: Database, place: Place) {
	const key = sql<string>`${importRuns.startedAt}::text || ' ' || ${importRuns.id}`;
	const [moment, id] = (place.after ?? place.before ?? '').split(/ (?=\S+$)/);
	const at = sql`(${moment}::timestamptz, ${id}::uuid)`;
	const isKnown =
		id !== undefined &&
		/^[0-9a-f-]{36}$/.test(id) &&
		/^\d{4}-\d\d-\d\d \d\d:\d\d[\d:.+-]*$/.test(moment ?? '');
	const row = sql`(${importRuns.startedAt}, ${importRuns.id})`;
	const found = await db
		.select({
			id: importRuns.id,
			fileName: importRuns.fileName,
			rowCount: importRuns.rowCount,
			state: importRuns.state,
			startedAt: importRuns.startedAt,
			key
		})
		.from(importRuns)
		.where(isKnown ? (place.before ? sql`${row} > ${at}` : sql`${row} < ${at}`) : undefined)
		.orderBy(
			isKnown && place.before ? asc(importRuns.startedAt) : desc(importRuns.startedAt),
			isKnown && place.before ? asc(importRuns.id) : desc(importRuns.id)
		)
		.limit(runsAtOnce + 1);
	return pageOf(found, runsAtOnce, isKnown ? place : {}, (one) => one.key);
}

/** For each column, up to three values that stand in it. */
export async function samplesOf(db: Database, { id, columns }: ImportRun): Promise<string[][]> {
	const rows = await db
		.select({ cells: importRows.cells })
		.from(importRows)
		.where(eq(importRows.runId, id))
		.orderBy(asc(importRows.number))
		.limit(60);
	return columns.map((_, index) => {
		const values = rows.map(({ cells }) => (cells[index] ?? '').trim().slice(0, 80)).filter(Boolean);
		return [...new Set(values)].slice(0, 3);
	});
}

export type Counts = {
	verdicts: Partial<Record<Verdict, number>>;
	outcomes: Partial<Record<Outcome, number>>;
	undone: Partial<Record<'removed' | 'restored' | 'kept', number>>;
	remarks: number;
	undecided: number;
};

/** How many rows have each verdict and each outcome: together they are all the rows of the file. */
export async function countsOf(db: Database, { id }: { id: string }): Promise<Counts> {
	const rows = await db
		.select({
			verdict: importRows.verdict,
			outcome: importRows.outcome,
			undone: importRows.undone,
			all: sql<number>`count(*)::integer`,
			remarks: sql<number>`count(*) filter (where ${importRows.problems} <> '[]' and ${importRows.verdict} <> 'refused')::integer`,
			undecided: sql<number>`count(*) filter (where ${importRows.verdict} = 'conflict' and ${importRows.choice} is null)::integer`
		})
		.from(importRows)
		.where(eq(importRows.runId, id))
		.groupBy(importRows.verdict, importRows.outcome, importRows.undone);
	const counts: Counts = { verdicts: {}, outcomes: {}, undone: {}, remarks: 0, undecided: 0 };
	const add = <Key extends string>(to: Partial<Record<Key, number>>, key: Key | null, n: number) => {
		if (key !== null) to[key] = (to[key] ?? 0) + n;
	};
	for (const { verdict, outcome, undone, all, remarks, undecided } of rows) {
		add(counts.verdicts, verdict, all);
		add(counts.outcomes, outcome, all);
		add(counts.undone, undone, all);
		counts.remarks += remarks;
		counts.undecided += undecided;
	}
	return counts;
}

/** Which rows one reads: those of a verdict or an outcome, or those with a remark. */
export type Part = Verdict | Outcome | 'remarks' | 'kept';
const rowsAtOnce = 25;

/** Rows of an import, in the order of the file. */
export async function rowsToRead(db: Database, { id }: { id: string }, part: Part | null, place: Place) {
	const isPart: Record<string, SQL> = {
		remarks: sql`${importRows.problems} <> '[]' and ${importRows.verdict} <> 'refused'`,
		kept: sql`${importRows.undone} = 'kept'`
	};
	const which =
		part && (isPart[part] ?? or(sql`${importRows.verdict} = ${part}`, sql`${importRows.outcome} = ${part}`));
	const at = Number.parseInt(place.after ?? place.before ?? '', 10);
	const isKnown = Number.isInteger(at) && at < 2_147_483_647;
	const isBefore = isKnown && place.before !== undefined;
	const found = await db
		.select({
			number: importRows.number,
			cells: importRows.cells,
			checked: importRows.checked,
			problems: importRows.problems,
			verdict: importRows.verdict,
			outcome: importRows.outcome,
			undone: importRows.undone,
			likely: importRows.likely,
			differences: importRows.differences,
			twinOf: importRows.twinOf,
			choice: importRows.choice,
			organisationId: importRows.organisationId
		})
		.from(importRows)
		.where(
			and(
				eq(importRows.runId, id),
				which ?? undefined,
				isKnown ? (isBefore ? lt(importRows.number, at) : gt(importRows.number, at)) : undefined
			)
		)
		.orderBy(isBefore ? desc(importRows.number) : asc(importRows.number))
		.limit(rowsAtOnce + 1);
	const ids = found.flatMap(({ organisationId }) => organisationId ?? []);
	const slugs = await slugsOf(db, ids);
	const rows = found.map((row) => ({ ...row, slug: slugs.get(row.organisationId ?? '') ?? null }));
	return pageOf(rows, rowsAtOnce, isKnown ? place : {}, ({ number }) => String(number));
}

export type ReadRow = Awaited<ReturnType<typeof rowsToRead>> extends PageOf<infer Row> ? Row : never;

/** The words of a file that are no skill of ours, the most frequent first, with how many rows say them. */
export async function unknownSkillsOf(
	db: Database,
	{ id }: { id: string }
): Promise<{ word: string; rows: number }[]> {
	const { rows } = await db.execute<{ word: string; rows: number }>(sql`
		select p->>'value' as word, count(*)::integer as rows
		from import_rows r cross join jsonb_array_elements(r.problems) p
		where r.run_id = ${id} and r.problems @> '[{"code": "skill-unknown"}]' and p->>'code' = 'skill-unknown'
		group by 1 order by 2 desc, 1 limit 40`);
	return rows;
}
