import { eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { enqueue } from '#platform/jobs/jobs.server.ts';
import type { Person } from '../people/people.server.ts';
import { guessMapping, type Mapping } from './columns.ts';
import { importMappings, importRows, importRuns } from './imports.tables.ts';
import type { ColumnsInput } from './imports.input.ts';
import { digest } from './comparing.ts';
import { readSheet } from './reading/reading.ts';
import { UnreadableFile, limits, type Sheet, type SheetRow, type Unread } from './reading/sheet.ts';

declare module '#platform/jobs/jobs.server.ts' {
	interface JobPayloads {
		'move-import': { runId: string };
	}
}

export type StartResult =
	| { ok: true; id: string }
	| { ok: false; reason: 'forbidden' }
	| { ok: false; reason: Unread; detail: string };

/** Who brings data in: somebody, or whoever runs commands on the server. */
export type Importer = Pick<Person, 'isFacilitator' | 'isAdministrator'> & { id: string | null };
export const commandLine: Importer = { id: null, isFacilitator: false, isAdministrator: true };

/** Whether somebody may bring data in: facilitators and administrators. */
export function mayImport({ isFacilitator, isAdministrator }: Importer): boolean {
	return isFacilitator || isAdministrator;
}

/**
 * Brings the rows of a file in, as they are, and guesses what its columns are. All of them or none: a process that is killed
 * in the middle leaves nothing. Nothing happens to any organisation yet.
 */
export async function startImport(
	db: Database,
	actor: Importer,
	file: { path: string; name: string }
): Promise<StartResult> {
	if (!mayImport(actor)) return { ok: false, reason: 'forbidden' };
	try {
		const sheet = await readSheet(file.path);
		return { ok: true, id: await keepSheet(db, actor, sheet, file.name) };
	} catch (error) {
		if (error instanceof UnreadableFile) return { ok: false, reason: error.reason, detail: error.detail };
		throw error;
	}
}

async function keepSheet(db: Database, actor: Importer, sheet: Sheet, fileName: string): Promise<string> {
	return db.transaction(async (tx) => {
		const id = uuidv7();
		const { format, columns, facts } = sheet;
		const mapping = (await rememberedMapping(tx, columns)) ?? guessMapping(columns, format);
		const run = {
			id,
			fileName: fileName.slice(0, 200),
			format,
			columns,
			mapping,
			otherSheets: facts.otherSheets
		};
		await tx.insert(importRuns).values({
			...run,
			rowCount: 0,
			audience: 'public',
			usualKind: 'other',
			state: 'mapping',
			startedBy: actor.id
		});
		const rowCount = await keepRows(tx, id, sheet.rows);
		const { encoding, separator } = sheet.facts;
		await tx.update(importRuns).set({ rowCount, encoding, separator }).where(eq(importRuns.id, id));
		return id;
	});
}

const atOnce = 2000;

async function keepRows(tx: Database, runId: string, rows: AsyncIterable<SheetRow>): Promise<number> {
	let kept = 0;
	let batch: SheetRow[] = [];
	const keep = async () => {
		await tx.execute(sql`
			insert into import_rows (run_id, number, cells)
			select ${runId}::uuid, number, cells
			from jsonb_to_recordset(${JSON.stringify(batch)}::jsonb) as r (number integer, cells jsonb)`);
		kept += batch.length;
		batch = [];
	};
	for await (const { number, cells } of rows) {
		// A cell that is too long is cut when its row is read, which tells it: one character more shows it.
		batch.push({ number, cells: cells.map((cell) => cell.slice(0, limits.cell + 1)) });
		if (batch.length === atOnce) await keep();
	}
	if (batch.length > 0) await keep();
	// Without this the planner believes the table as it was: a thousand times slower for a large file.
	await tx.execute(sql`analyze import_rows`);
	return kept;
}

function headingsOf(columns: string[]): string {
	return digest(columns.join('\n'));
}

async function rememberedMapping(db: Database, columns: string[]): Promise<Mapping | undefined> {
	const [known] = await db
		.select({ mapping: importMappings.mapping })
		.from(importMappings)
		.where(eq(importMappings.headings, headingsOf(columns)));
	return known?.mapping.length === columns.length ? known.mapping : undefined;
}

/** Says what the columns are, remembered for the next file with these headings, and begins to look at the rows. */
export async function chooseColumns(
	db: Database,
	actor: Importer,
	id: string,
	{ mapping, audience, usualKind }: ColumnsInput
): Promise<'ok' | 'gone' | 'too-late'> {
	if (!mayImport(actor)) return 'gone';
	return db.transaction(async (tx) => {
		const [run] = await tx.select().from(importRuns).where(eq(importRuns.id, id)).for('update');
		if (!run || mapping.length !== run.columns.length) return 'gone';
		if (run.state !== 'mapping' && run.state !== 'checked') return 'too-late';
		const remembered = { headings: headingsOf(run.columns), mapping };
		await tx
			.insert(importMappings)
			.values(remembered)
			.onConflictDoUpdate({ target: importMappings.headings, set: { mapping, usedAt: sql`now()` } });
		await tx.update(importRuns).set({ mapping, audience, usualKind }).where(eq(importRuns.id, id));
		await beginStep(tx, id, 'checking');
		return 'ok';
	});
}

/** Begins a step that goes on by itself, from the first row. */
export async function beginStep(
	tx: Database,
	id: string,
	state: 'checking' | 'applying' | 'undoing'
): Promise<void> {
	await tx
		.update(importRuns)
		.set({ state, done: 0, cursor: state === 'undoing' ? 2_147_483_647 : 0, movedAt: sql`now()` })
		.where(eq(importRuns.id, id));
	if (state === 'checking') {
		const clean = {
			verdict: null,
			checked: null,
			problems: [],
			differences: null,
			likely: null,
			twinOf: null
		};
		await tx
			.update(importRows)
			.set({ ...clean, organisationId: null, choice: null })
			.where(sql`${importRows.runId} = ${id} and ${importRows.verdict} is not null`);
	}
	await enqueue(tx, 'move-import', { runId: id });
}
