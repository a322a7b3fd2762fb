import { eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { labelOf } from './territory-label.ts';
import type { TerritoryKind } from './kinds.ts';
import { territories } from './territories.tables.ts';

const asked = alias(territories, 'asked');

const columns = {
	id: territories.id,
	kind: territories.kind,
	form: territories.form,
	code: territories.code,
	siren: territories.siren,
	name: territories.name,
	country: territories.country,
	postalCodes: territories.postalCodes,
	population: territories.population,
	latitude: territories.latitude,
	longitude: territories.longitude,
	isApproximate: territories.isApproximate,
	departementCode: territories.departementCode,
	regionCode: territories.regionCode,
	epciCode: territories.epciCode,
	edition: territories.edition
};

const current = oncePerDatabase((db) =>
	db
		.select(columns)
		.from(asked)
		.innerJoin(territories, sql`${territories.id} = coalesce(${asked.became}, ${asked.id})`)
		.where(eq(asked.id, sql.placeholder('id')))
		.prepare('territory')
);

/** The territory of this address, or the one that it became when it merged; or nothing. `label` says where it is: “Rennes (35)”. */
export async function findTerritory(db: Database, id: string) {
	const [found] = await current(db).execute({ id: id.slice(0, 120) });
	return found && { ...found, label: labelOf(found) };
}

/** The names and kinds of these territories, by address; those that do not exist are left out. */
export async function territoriesNamed(
	db: Database,
	ids: string[]
): Promise<Map<string, { name: string; kind: TerritoryKind }>> {
	if (ids.length === 0) return new Map();
	const found = await db
		.select({ id: territories.id, name: territories.name, kind: territories.kind })
		.from(territories)
		.where(inArray(territories.id, ids));
	return new Map(found.map(({ id, ...territory }) => [id, territory]));
}
