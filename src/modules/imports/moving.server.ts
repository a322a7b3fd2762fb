import { eq, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { enqueue } from '#platform/jobs/jobs.server.ts';
import { applyNextRows } from './applying.server.ts';
import { checkNextRows } from './checking.server.ts';
import { importRuns } from './imports.tables.ts';
import { mayImport, type Importer } from './starting.server.ts';
import { isMoving } from './steps.ts';
import { undoNextRows } from './undoing.server.ts';

const nextRows = { checking: checkNextRows, applying: applyNextRows, undoing: undoNextRows };

/**
 * Goes on with an import by one batch, and asks for the next in the same transaction: a process that is killed loses a batch,
 * never half of one. Two that go on at once wait for each other. True while there is more to do.
 */
export async function moveImport(db: Database, { runId }: { runId: string }): Promise<boolean> {
	return db.transaction(async (tx) => {
		const [run] = await tx.select().from(importRuns).where(eq(importRuns.id, runId)).for('update');
		if (!run || !isMoving(run.state)) return false;
		const isMore = await nextRows[run.state as keyof typeof nextRows](tx, run);
		if (isMore) await enqueue(tx, 'move-import', { runId });
		return isMore;
	});
}

/** When a process starts: goes on with the imports that another one left in the middle. */
export async function resumeImports(db: Database): Promise<void> {
	const moving = await db
		.select({ id: importRuns.id })
		.from(importRuns)
		.where(inArray(importRuns.state, ['checking', 'applying', 'undoing']));
	for (const { id } of moving) await enqueue(db, 'move-import', { runId: id });
}

/** Goes on with one import that was interrupted, for those who may import. */
export async function resumeImport(db: Database, actor: Importer, id: string): Promise<'ok' | 'gone'> {
	if (!mayImport(actor)) return 'gone';
	const [run] = await db.select({ state: importRuns.state }).from(importRuns).where(eq(importRuns.id, id));
	if (!run || !isMoving(run.state)) return 'gone';
	await enqueue(db, 'move-import', { runId: id });
	return 'ok';
}
