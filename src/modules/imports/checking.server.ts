import { and, asc, eq, gt, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { fillablePages } from '../allies/bulk.server.ts';
import { organisationsAlike, type Likeness } from '../allies/bulk-matching.server.ts';
import {
	differencesOf,
	noMarks,
	skillsToAdd,
	type CheckedRow,
	type Difference,
	type Likely
} from './comparing.ts';
import { importRows, importRuns } from './imports.tables.ts';
import { marksOf } from './marks.server.ts';
import { matchOf, type Candidate, type Match } from './matching.ts';
import { isRefused, type Problem } from './problems.ts';
import { resolveRows } from './resolving.server.ts';
import { readRow } from './row.ts';
import type { Verdict } from './steps.ts';
import { findTwins, nameApart } from './twins.server.ts';

type Run = typeof importRuns.$inferSelect;

/** What would happen to a row. */
export type Judgement = {
	number: number;
	checked: CheckedRow | null;
	problems: Problem[];
	verdict: Verdict;
	organisationId: string | null;
	likely: Likely[] | null;
	differences: Difference[] | null;
};

const atOnce = 2000;

/** Judges the next rows of a run that is being checked; true when there are more. The transaction holds the run. */
export async function checkNextRows(tx: Database, run: Run): Promise<boolean> {
	const rows = await tx
		.select({ number: importRows.number, cells: importRows.cells })
		.from(importRows)
		.where(and(eq(importRows.runId, run.id), gt(importRows.number, run.cursor)))
		.orderBy(asc(importRows.number))
		.limit(atOnce);
	const read = rows.map(({ number, cells }) => ({ number, ...readRow(cells, run.mapping) }));
	const resolved = await resolveRows(tx, read, run.skillChoices);
	await keepJudgements(tx, run.id, await judge(tx, resolved));
	const isMore = rows.length === atOnce;
	if (!isMore) {
		await findTwins(tx, run.id);
		await nameApart(tx, run.id);
	}
	await tx
		.update(importRuns)
		.set({
			cursor: rows.at(-1)?.number ?? run.cursor,
			done: run.done + rows.length,
			movedAt: sql`clock_timestamp()`,
			...(isMore ? {} : { state: 'checked' as const })
		})
		.where(eq(importRuns.id, run.id));
	return isMore;
}

type Resolved = { number: number; checked: CheckedRow; problems: Problem[] };

async function judge(tx: Database, rows: Resolved[]): Promise<Judgement[]> {
	const usable = rows.filter(({ problems }) => !isRefused(problems));
	const alike = await organisationsAlike(
		tx,
		usable.map(({ number, checked: { name, otherName, said } }) => ({
			key: number,
			siren: said.siren ?? null,
			...{ name, otherName },
			email: said.email ?? null
		}))
	);
	const ids = [...new Set(alike.map(({ organisationId }) => organisationId))];
	const pages = await fillablePages(tx, ids);
	const marks = await marksOf(tx, ids);
	const candidates = Map.groupBy(alike, ({ key }) => key);
	return rows.map((row) => {
		if (isRefused(row.problems)) return { ...row, ...nothing, checked: null, verdict: 'refused' };
		const found = (candidates.get(row.number) ?? []).map(({ by, organisationId }): Candidate => ({
			by: by as Likeness,
			page: pages.get(organisationId)!
		}));
		const match = matchOf(row.checked, found);
		if (match.is !== 'one') return unmatched(row, match);
		const page = pages.get(match.organisationId)!;
		const known = marks.get(match.organisationId) ?? noMarks;
		const differences = differencesOf(row.checked, page, known);
		const added = skillsToAdd(row.checked, page, known);
		const verdict = verdictOf(
			differences,
			added.offers.length + added.needs.length + (page.profileId ? 0 : 1)
		);
		return { ...row, ...nothing, verdict, differences, organisationId: match.organisationId };
	});
}

const nothing = { organisationId: null, likely: null, differences: null };

function unmatched(row: Resolved, match: Exclude<Match, { is: 'one' }>): Judgement {
	if (match.is === 'several') return { ...row, ...nothing, verdict: 'conflict', likely: match.likely };
	if (!match.apart) return { ...row, ...nothing, verdict: 'create' };
	const { checked, problems } = row;
	const apart = { code: 'named-apart', field: 'name', value: checked.otherName! } as const;
	return {
		...{ ...row, ...nothing, verdict: 'create' },
		checked: { ...checked, name: checked.otherName! },
		problems: [...problems, apart]
	};
}

function verdictOf(differences: Difference[], additions: number): Verdict {
	if (differences.some(({ how }) => how === 'conflict')) return 'conflict';
	return differences.length > 0 || additions > 0 ? 'change' : 'same';
}

async function keepJudgements(tx: Database, runId: string, judged: Judgement[]): Promise<void> {
	if (judged.length === 0) return;
	await tx.execute(sql`
		update import_rows r set checked = j.checked, problems = j.problems, verdict = j.verdict,
			organisation_id = j."organisationId", likely = nullif(j.likely, 'null'), differences = nullif(j.differences, 'null'),
			twin_of = null, choice = null
		from jsonb_to_recordset(${JSON.stringify(judged)}::jsonb) as j (number integer, checked jsonb, problems jsonb, verdict text,
			"organisationId" uuid, likely jsonb, differences jsonb)
		where r.run_id = ${runId} and r.number = j.number`);
}
