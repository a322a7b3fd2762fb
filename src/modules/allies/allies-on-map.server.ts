import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { countedAmongFew } from './map-few.server.ts';
import type { Sheet } from './map-sheets.server.ts';
import { areFew, expected, sampleOf } from './sample.server.ts';
import {
	countedByDepartement,
	countedOnSheets,
	type Abroad,
	type Located,
	type OnMap,
	type Wanted
} from './map-counts.server.ts';

/** The allies `l` of a choice, which says its audience, as a map counts them. */
export function alliesOnMap(db: Database, where: SQL): OnMap {
	return {
		counted: async (wanted) =>
			(await areFew(db, where))
				? countedAmongFew(db, listed(where), wanted)
				: countedAmongMany(db, where, wanted),
		abroad: (most) => alliesAbroad(db, where, most)
	};
}

/** Each count reads an index that holds all that it needs. */
async function countedAmongMany(db: Database, where: SQL, { byDepartement, sheets, isExact }: Wanted) {
	const [tallies, neighbours] = await Promise.all([
		byDepartement ? onSampleOrAll(db, where, (among) => countedByDepartement(db, listed(among))) : [],
		neighboursOn(db, where, sheets, isExact)
	]);
	return { tallies, neighbours };
}

async function neighboursOn(db: Database, where: SQL, sheets: Sheet[], isExact: boolean) {
	const cells = (among: SQL) => countedOnSheets(db, listed(among), sheets);
	if (isExact) return (await cells(where)).map((cell) => ({ ...cell, isEstimate: false }));
	// On a sample one does not know that a cell holds one commune only.
	const found = sheets.length === 0 ? [] : await onSampleOrAll(db, where, cells);
	return found.map((cell) => (cell.isEstimate ? { ...cell, territory: null, place: null } : cell));
}

const listed = (where: SQL): Located => ({ from: sql`ally_listings l`, where });

/** The first of the allies abroad, by name. */
async function alliesAbroad(db: Database, where: SQL, most: number): Promise<Abroad[]> {
	const { rows } = await db.execute<Abroad>(sql`
		select l.slug, l.name, l.place_label as place from ally_listings l
		where l.departement_code is null and l.place_kind in ('country', 'place') and (${where})
		order by l.sort_name, l.profile_id limit ${most}`);
	return rows;
}

/** How many allies a sample of the map has, and how many of them a choice keeps for its counts to be told from it. */
const sampleSize = 12_000;
const enough = 180;

type Counted = { n: number; slug: string | null; name: string | null };

/** What many share is counted on a sample, in which nobody stands for themselves alone; what few share, one by one. */
async function onSampleOrAll<Row extends Counted>(
	db: Database,
	where: SQL,
	count: (among: SQL) => Promise<Row[]>
): Promise<(Row & { isEstimate: boolean })[]> {
	const sample = await sampleOf(db, sampleSize);
	const isMany = sample && (await expected(db, where)) > sample.factor * enough;
	const rows = isMany ? await count(sample.among(where)) : [];
	if (!isMany || rows.reduce((sum, { n }) => sum + n, 0) < enough)
		return (await count(where)).map((row) => ({ ...row, isEstimate: false }));
	return rows.map((row) => {
		const n = Math.round(row.n * sample.factor);
		return { ...row, n, slug: null, name: null, isEstimate: true };
	});
}
