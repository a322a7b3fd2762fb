import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { events } from '#platform/events/events.tables.ts';
import { changeProfile } from '../allies/changing.server.ts';
import { refilePages } from '../allies/following.server.ts';
import type { ProfileChange } from '../allies/profile.input.ts';
import { somebody } from '../people/somebody.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { applyImport } from './deciding.server.ts';
import { findOrganisationNamed } from '../people/organisations.server.ts';
import type { Person } from '../people/people.server.ts';
import type { Mapping } from './columns.ts';
import { importRows, importRuns } from './imports.tables.ts';
import { moveImport } from './moving.server.ts';
import { fileOf } from './reading/files-for-tests.ts';
import { chooseColumns, startImport } from './starting.server.ts';

type Choosing = { mapping?: Mapping; audience?: 'public' | 'allies' };

/** Brings a file in with the columns that are guessed, and looks at its rows to the end. */
export async function bring(
	db: Database,
	actor: Person,
	content: string | Buffer,
	choosing: Choosing = {}
): Promise<string> {
	const started = await startImport(db, actor, { path: fileOf(content), name: 'alliés.csv' });
	if (!started.ok) throw new Error(started.reason);
	const [run] = await db.select().from(importRuns).where(eq(importRuns.id, started.id));
	await chooseColumns(db, actor, started.id, {
		mapping: run!.mapping,
		audience: 'public',
		usualKind: 'other',
		...choosing
	});
	await moved(db, started.id);
	return started.id;
}

/** What the columns of a file are guessed to be. */
export async function columnsOf(db: Database, actor: Person, content: string): Promise<Mapping> {
	const started = await startImport(db, actor, { path: fileOf(content), name: 'alliés.csv' });
	if (!started.ok) throw new Error(started.reason);
	const [run] = await db.select().from(importRuns).where(eq(importRuns.id, started.id));
	return run!.mapping;
}

/** Lets the work go on to the end of the step, and the search hear of it. */
export async function moved(db: Database, runId: string): Promise<void> {
	while (await moveImport(db, { runId }));
	await heard(db);
}

/** The search hears of the pages that were written. */
export async function heard(db: Database): Promise<void> {
	const told = await db
		.select()
		.from(events)
		.where(eq(events.name, 'allies.pages-changed'))
		.orderBy(events.id);
	for (const { id } of told)
		await deliverEvent(db, { 'allies.pages-changed': { 'file-in-search': refilePages } }, id);
}

export async function rowsIn(db: Database, runId: string) {
	return db.select().from(importRows).where(eq(importRows.runId, runId)).orderBy(asc(importRows.number));
}

/** How many rows have each verdict, or each outcome. */
export async function countsIn(
	db: Database,
	runId: string,
	what: 'verdict' | 'outcome' | 'undone' = 'verdict'
) {
	const counts: Record<string, number> = {};
	for (const row of await rowsIn(db, runId))
		counts[row[what] ?? 'none'] = (counts[row[what] ?? 'none'] ?? 0) + 1;
	return counts;
}

export const organisation = findOrganisationNamed;

/** Somebody writes the page of an organisation. */
export async function keep(db: Database, actor: Person, name: string, change: ProfileChange): Promise<void> {
	const { rows } = await db.execute<{ id: string }>(sql`
		select p.id from ally_profiles p join organisations o on o.id = p.organisation_id where o.name = ${name}`);
	const written = await changeProfile(db, actor, rows[0]!.id, change);
	if (!written.ok) throw new Error(written.reason);
}

/** Everything that is known of organisations, as it is kept and as it is shown. */
export async function worldOf(db: Database): Promise<unknown> {
	const { rows } = await db.execute<{ world: unknown }>(sql`
		select jsonb_build_object(
			'organisations', (select jsonb_agg(to_jsonb(o) order by id) from organisations o),
			'pages', (select jsonb_agg(to_jsonb(p) - 'updated_by' order by id) from ally_profiles p),
			'skills', (select jsonb_agg(to_jsonb(s) - 'since' order by profile_id, side, skill_id) from ally_skills s),
			'slugs', (select jsonb_agg(to_jsonb(s) order by slug) from ally_slugs s),
			'found', (select jsonb_agg(to_jsonb(e) order by ref, audience) from search_entries e where kind = 'ally'),
			'listings', (select jsonb_agg(to_jsonb(l) order by profile_id, is_for_public) from ally_listings l)) as world`);
	return rows[0]!.world;
}

/** Somebody who may import, and the places of one département. */
export async function world(db: Database) {
	await plantTerritories(db, ['35']);
	return { actor: await somebody(db, { isFacilitator: true }) };
}

/** Brings a file in and writes it. */
export async function applied(db: Database, actor: Person, content: string | Buffer): Promise<string> {
	const run = await bring(db, actor, content);
	await applyImport(db, actor, run);
	await moved(db, run);
	return run;
}
