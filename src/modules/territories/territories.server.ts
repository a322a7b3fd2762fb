import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { labelOf, nameOf } from './territory-label.ts';
import type { TerritoryKind } from './kinds.ts';
import { territories } from './territories.tables.ts';

const asked = alias(territories, 'asked');
const isCurrent = eq(territories.id, sql`coalesce(${asked.became}, ${asked.id})`);

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
	edition: territories.edition,
	until: territories.until
};

const current = oncePerDatabase((db) =>
	db
		.select(columns)
		.from(asked)
		.innerJoin(territories, isCurrent)
		.where(eq(asked.id, sql.placeholder('id')))
		.prepare('territory')
);

/** The territory of this address, or the one that it became when it merged; or nothing. `label` says where it is: “Rennes (35)”. */
export async function findTerritory(db: Database, id: string) {
	const [found] = await current(db).execute({ id: id.slice(0, 120) });
	return found && { ...found, name: nameOf(found), label: labelOf(found) };
}

const named = oncePerDatabase((db) =>
	db
		.select({
			asked: asked.id,
			name: territories.name,
			kind: territories.kind,
			country: territories.country,
			departementCode: territories.departementCode
		})
		.from(asked)
		.innerJoin(territories, isCurrent)
		.where(sql`${asked.id} = any(${sql.placeholder('ids')}::text[])`)
		.prepare('territories_named')
);

/** What these territories are called, by the address asked for; what merged has the name of what it became. Those unknown are left out. */
export async function territoriesNamed(
	db: Database,
	ids: string[]
): Promise<Map<string, { name: string; label: string; kind: TerritoryKind }>> {
	if (ids.length === 0) return new Map();
	const found = await named(db).execute({ ids });
	return new Map(found.map((one) => [one.asked, { name: nameOf(one), label: labelOf(one), kind: one.kind }]));
}
