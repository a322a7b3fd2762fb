import { and, asc, eq, gt, sql, type SQL } from 'drizzle-orm';
import { csvLine, csvMark } from '#platform/csv.ts';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { importRows, importRuns } from './imports.tables.ts';
import { problemSentence } from './problem-words.ts';
import { mayImport, type Importer } from './starting.server.ts';

const atOnce = 1000;

/**
 * The rows that were not brought in, as they were in the file, with a column that says why: to correct and bring in again. Those
 * that were left for want of a choice are among them once the others are written; and, when asked, those with a remark.
 */
export async function rejectedAsCsv(
	db: Database,
	actor: Importer,
	id: string,
	{ withRemarks }: { withRemarks: boolean }
): Promise<{ name: string; csv: AsyncGenerator<string> } | undefined> {
	if (!mayImport(actor)) return undefined;
	const [run] = await db.select().from(importRuns).where(eq(importRuns.id, id));
	if (!run) return undefined;
	const isRejected = sql`(${importRows.verdict} = 'refused' or ${importRows.outcome} = 'left')`;
	const isAsked = withRemarks ? sql`(${isRejected} or ${importRows.problems} <> '[]')` : isRejected;
	return {
		name: `${run.fileName.replace(/\.\w+$/, '')}-${m.imports_rejected_file()}.csv`,
		csv: linesOf(db, run, isAsked)
	};
}

type Run = typeof importRuns.$inferSelect;

async function* linesOf(db: Database, { id, columns }: Run, isAsked: SQL): AsyncGenerator<string> {
	const reason = m.imports_rejected_reason();
	const own = columns.map((_, index) => index).filter((index) => columns[index] !== reason);
	yield csvMark + csvLine([...own.map((index) => headingOf(columns[index]!)), reason]);
	for (let after = 0; ;) {
		const rows = await db
			.select({
				number: importRows.number,
				cells: importRows.cells,
				problems: importRows.problems,
				outcome: importRows.outcome
			})
			.from(importRows)
			.where(and(eq(importRows.runId, id), gt(importRows.number, after), isAsked))
			.orderBy(asc(importRows.number))
			.limit(atOnce);
		yield rows
			.map(({ cells, problems, outcome }) => {
				const sentences = problems.map((problem) => problemSentence(problem));
				if (outcome === 'left') sentences.push(m.imports_left_reason());
				return csvLine([...own.map((index) => cells[index] ?? ''), sentences.join(' ')]);
			})
			.join('');
		if (rows.length < atOnce) return;
		after = rows.at(-1)!.number;
	}
}

/** A column that had no heading has none. */
function headingOf(column: string): string {
	return /^\(\d+\)$/.test(column) ? '' : column;
}
