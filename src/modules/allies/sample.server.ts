import { sql, type SQL } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';

/** Up to so many allies, every count is exact. */
const countedOneByOne = 20_000;
const grains = 1024;

/** How many listings `l` PostgreSQL expects to find, which takes it no time. */
export async function expected(db: Database, where: SQL): Promise<number> {
	type Explained = { 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] };
	const { rows } = await db.execute<Explained>(
		sql`explain (format json) select from ally_listings l where ${where}`
	);
	return rows[0]!['QUERY PLAN'][0].Plan['Plan Rows'];
}

/**
 * A part of all allies, taken by chance once and for all: the condition that finds in it what another finds among the listings
 * `l`, and how many times more there are.
 */
export type Sample = { among: (where: SQL) => SQL; factor: number };

/** Up to so many, each is read quickly enough, whatever one wants to know of it. */
export const readOneByOne = 4000;

/** How many listings `l` there may be at most: as PostgreSQL expects, which is asked only where there are many in all. */
export async function expectedAtMost(db: Database, where: SQL): Promise<number> {
	const [all] = await howMany(db).execute();
	return all!.listings <= readOneByOne ? all!.listings : expected(db, where);
}

/** A fair sample of about so many allies, of as many as an audience may see; nothing where all are counted one by one. */
export async function sampleOf(db: Database, size: number): Promise<Sample | null> {
	const [all] = await howMany(db).execute();
	const { listings } = all!;
	if (listings <= countedOneByOne) return null;
	const share = Math.ceil((size / listings) * grains);
	const isIn = sql`l.grain < ${share}`;
	// The sample is found first, by its index; an index of words or skills would list all who have them to keep some.
	return { among: (where) => sql`${isIn} and case when ${isIn} then (${where}) end`, factor: grains / share };
}

const howMany = oncePerDatabase((db) =>
	db
		.select({ listings: sql<number>`reltuples::integer` })
		.from(sql`pg_class`)
		.where(sql`oid = 'ally_listings'::regclass`)
		.prepare('about_how_many_listings')
);

/** What a count on a sample says of all, to two figures. */
export function scaled(count: number, sample: Sample | null): number {
	return sample ? Number((count * sample.factor).toPrecision(2)) : count;
}
