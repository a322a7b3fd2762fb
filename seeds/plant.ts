import { sql } from 'drizzle-orm';
import { personas } from '#modules/people/personas.ts';
import { isUnplanted } from '#modules/people/planting.server.ts';
import { fileEverything, fileNewKinds } from '#platform/search/searchables.server.ts';
import { searchables } from '#wiring/searchables.server.ts';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { inBulk } from './in-bulk.ts';
import { plantBeginnings, worldNames, worlds, type WorldName } from './worlds.ts';

export { worldNames, type WorldName };

type Planted = { planted: boolean; demonstration: boolean; lines: string[] };

export class NotEmpty extends Error {
	constructor() {
		super('The database already holds an alliance: a world is planted in an empty one only.');
	}
}

/** Plants a world in a migrated database when it holds no alliance yet; says who one can try being. */
export async function plantWhenEmpty(databaseUrl: string, world: WorldName): Promise<Planted> {
	return planting(databaseUrl, async (tx) => {
		const isEmpty = await isUnplanted(tx);
		await (isEmpty ? plantWorld(tx, world, 0) : plantMissing(tx));
		const demonstration = isEmpty && worlds[world].isDemonstration;
		return { planted: isEmpty, demonstration, lines: demonstration ? whoToTry() : [] };
	});
}

/** Plants a world in an empty, migrated database; refuses any other. `size` counts signatures of the world `city`. */
export async function plant(databaseUrl: string, world: WorldName, { size = 1000 } = {}): Promise<Planted> {
	return planting(databaseUrl, async (tx) => {
		if (!(await isUnplanted(tx))) throw new NotEmpty();
		await plantWorld(tx, world, size);
		const demonstration = worlds[world].isDemonstration;
		return { planted: true, demonstration, lines: demonstration ? whoToTry() : [] };
	});
}

/** Seeds write rows and tell no event: what they planted is filed for the search at the end. */
async function plantWorld(tx: Database, world: WorldName, size: number): Promise<void> {
	await worlds[world].plant(tx, size);
	const file = () => fileEverything(tx, searchables);
	await (worlds[world].isLarge ? inBulk(tx, ['search_entries'], file) : file());
}

/** What an alliance that was planted by an earlier version does not have yet. */
async function plantMissing(tx: Database): Promise<void> {
	await plantBeginnings(tx);
	await fileNewKinds(tx, searchables);
}

/** One planting at a time, whole or not at all. */
async function planting(databaseUrl: string, work: (tx: Database) => Promise<Planted>): Promise<Planted> {
	const { db, close } = openDatabase(databaseUrl, 1);
	try {
		return await db.transaction(async (tx) => {
			await tx.execute(sql`select pg_advisory_xact_lock(7243302)`);
			return work(tx);
		});
	} finally {
		await close();
	}
}

function whoToTry(): string[] {
	return personas.map((persona) => `${persona.name} — ${persona.title}`);
}
