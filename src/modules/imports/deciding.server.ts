import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { importRows, importRuns } from './imports.tables.ts';
import { beginStep, mayImport, type Importer } from './starting.server.ts';
import type { State } from './steps.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'imports.applied': { runId: string };
		'imports.undone': { runId: string };
	}
}

type Decided = 'ok' | 'gone';
type Run = typeof importRuns.$inferSelect;

/** Does something with a run that is in one of these states, held until it is done. */
async function inState(
	db: Database,
	actor: Importer,
	id: string,
	states: State[],
	change: (tx: Database, run: Run) => Promise<unknown>
): Promise<Decided> {
	if (!mayImport(actor)) return 'gone';
	return db.transaction(async (tx) => {
		const [run] = await tx.select().from(importRuns).where(eq(importRuns.id, id)).for('update');
		if (!run || !states.includes(run.state)) return 'gone';
		await change(tx, run);
		return 'ok';
	});
}

/** Chooses what to do with one conflict. */
export async function decideRow(
	db: Database,
	actor: Importer,
	id: string,
	{ number, choice }: { number: number; choice: string }
): Promise<Decided> {
	return inState(db, actor, id, ['checked'], async (tx) => {
		// An organisation is chosen among those that the row may be about.
		const isOffered = sql`(${choice} in ('page', 'file', 'skip', 'new')
			or ${importRows.likely} @> ${JSON.stringify([{ organisationId: choice }])}::jsonb)`;
		await tx
			.update(importRows)
			.set({ choice })
			.where(
				and(
					eq(importRows.runId, id),
					eq(importRows.number, number),
					eq(importRows.verdict, 'conflict'),
					isOffered
				)
			);
	});
}

/** Chooses the same for every conflict that has no choice yet; one in which several organisations may be meant waits. */
export async function decideAll(
	db: Database,
	actor: Importer,
	id: string,
	choice: 'page' | 'file' | 'skip'
): Promise<Decided> {
	return inState(db, actor, id, ['checked'], (tx) =>
		tx
			.update(importRows)
			.set({ choice })
			.where(
				and(
					eq(importRows.runId, id),
					eq(importRows.verdict, 'conflict'),
					isNull(importRows.choice),
					choice === 'skip' ? undefined : isNull(importRows.likely)
				)
			)
	);
}

/** Says which skill each unknown word means (an empty text leaves it out), and looks at the rows again. */
export async function decideSkills(
	db: Database,
	actor: Importer,
	id: string,
	chosen: Record<string, string>
): Promise<Decided> {
	return inState(db, actor, id, ['checked'], async (tx, run) => {
		const ids = Object.values(chosen).filter(Boolean);
		const known = await skillsNamed(tx, ids);
		const valid = Object.entries(chosen).filter(([, skill]) => skill === '' || known.has(skill));
		const skillChoices = { ...run.skillChoices, ...Object.fromEntries(valid) };
		await tx.update(importRuns).set({ skillChoices }).where(eq(importRuns.id, id));
		await beginStep(tx, id, 'checking');
	});
}

/** Goes back to what the columns are. */
export async function reopenColumns(db: Database, actor: Importer, id: string): Promise<Decided> {
	return inState(db, actor, id, ['checked'], (tx) =>
		tx.update(importRuns).set({ state: 'mapping' }).where(eq(importRuns.id, id))
	);
}

/** Writes what was looked at. */
export async function applyImport(db: Database, actor: Importer, id: string): Promise<Decided> {
	return inState(db, actor, id, ['checked'], async (tx) => {
		await beginStep(tx, id, 'applying');
		await recordEvent(tx, { name: 'imports.applied', actorId: actor.id, details: { runId: id } });
	});
}

/** Takes back everything that an import wrote, but what somebody has written or used since. */
export async function undoImport(db: Database, actor: Importer, id: string): Promise<Decided> {
	return inState(db, actor, id, ['applied'], async (tx, run) => {
		if (run.emptiedAt !== null) return;
		await beginStep(tx, id, 'undoing');
		await recordEvent(tx, { name: 'imports.undone', actorId: actor.id, details: { runId: id } });
	});
}

/** Forgets a file of which nothing was written. */
export async function dropImport(db: Database, actor: Importer, id: string): Promise<Decided> {
	return inState(db, actor, id, ['mapping', 'checking', 'checked'], (tx) =>
		tx.delete(importRuns).where(eq(importRuns.id, id))
	);
}
