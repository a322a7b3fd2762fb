import { sql, type SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { countedAmongFew } from './map-few.server.ts';
import { expectedAtMost, readOneByOne, sampleOf, type Sample } from './sample.server.ts';
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
		counted: async (wanted) => {
			const rows = await expectedAtMost(db, where);
			return rows <= readOneByOne
				? countedAmongFew(db, listed(where), wanted)
				: countedAmongMany(db, { where, sample: await sampleOfMany(db, rows) }, wanted);
		},
		abroad: (most) => alliesAbroad(db, where, most)
	};
}

/** Allies that are meant, and the sample on which they are counted when they are that many. */
type Meant = { where: SQL; sample: Sample | null };

/** Each count reads an index that holds all that it needs. */
async function countedAmongMany(db: Database, meant: Meant, { byDepartement, sheets, isExact }: Wanted) {
	const cells = (among: SQL) => countedOnSheets(db, listed(among), sheets);
	const [tallies, neighbours] = await Promise.all([
		byDepartement ? onSampleOrAll(meant, (among) => countedByDepartement(db, listed(among))) : [],
		sheets.length === 0 ? [] : onSampleOrAll(isExact ? { ...meant, sample: null } : meant, cells)
	]);
	// On a sample one does not know that a cell holds one commune only.
	const unnamed = { territory: null, place: null };
	return {
		tallies,
		neighbours: neighbours.map((cell) => (cell.isEstimate ? { ...cell, ...unnamed } : cell))
	};
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

async function sampleOfMany(db: Database, rows: number): Promise<Sample | null> {
	const sample = await sampleOf(db, sampleSize);
	return sample && rows > sample.factor * enough ? sample : null;
}

/** What many share is counted on a sample, in which nobody stands for themselves alone; what few share, one by one. */
async function onSampleOrAll<Row extends Counted>(
	{ where, sample }: Meant,
	count: (among: SQL) => Promise<Row[]>
): Promise<(Row & { isEstimate: boolean })[]> {
	const rows = sample ? await count(sample.among(where)) : [];
	if (!sample || rows.reduce((sum, { n }) => sum + n, 0) < enough)
		return (await count(where)).map((row) => ({ ...row, isEstimate: false }));
	return rows.map((row) => {
		const n = Math.round(row.n * sample.factor);
		return { ...row, n, slug: null, name: null, isEstimate: true };
	});
}
