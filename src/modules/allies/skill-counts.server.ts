import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from './audiences.ts';
import { readBy } from './listings.tables.ts';
import { sampleOf } from './sample.server.ts';

/** How many allies offer each skill, by its id; a skill that nobody offers is not there. */
export type SkillCounts = { of: Map<string, number>; isEstimate: boolean };

/** A skill is shared by few: the sample is larger than that of the directory. */
const sampleSize = 20_000;

/**
 * How many allies offer each skill to the eyes of an audience, all counted at once. In an alliance of hundreds of thousands
 * they are counted on a fair sample, to two figures.
 */
export async function alliesPerSkill(db: Database, audience: Reader): Promise<SkillCounts> {
	const sample = await sampleOf(db, sampleSize);
	const isSeen = readBy(audience);
	const { rows } = await db.execute<{ skill: string; n: number }>(sql`
		select unnest(l.offers)::text as skill, count(*)::int as n from ally_listings l
		where ${sample?.among(isSeen) ?? isSeen} group by 1`);
	const all = (n: number) => (sample ? Number((n * sample.factor).toPrecision(2)) : n);
	return { of: new Map(rows.map(({ skill, n }) => [skill, all(n)])), isEstimate: sample !== null };
}
