import { eq, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { applicationsOf, criteriaOf, decidedCalls, undecidedCalls } from './call-reading.server.ts';
import { callApplications, calls, callScores } from './calls.tables.ts';
import { dayOf } from './days.ts';
import { mayFacilitate } from './facilitating.server.ts';

/** The calls for facilitators: those to decide and those that run, then the decided ones. */
export async function callsToManage(db: Database, person: Person, after?: string) {
	if (!mayFacilitate(person)) return undefined;
	return { undecided: await undecidedCalls(db), decided: await decidedCalls(db, after) };
}

/** A call with its applications and what facilitators think of each, for facilitators alone. */
export async function callToManage(db: Database, person: Person, slug: string) {
	if (!mayFacilitate(person)) return undefined;
	const [call] = await db
		.select()
		.from(calls)
		.where(eq(calls.slug, slug.slice(0, 200)));
	if (!call) return undefined;
	const criteria = await criteriaOf(db, call.id);
	const rows = await applicationsOf(db, eq(callApplications.callId, call.id));
	const scores = await db
		.select()
		.from(callScores)
		.where(
			inArray(
				callScores.applicationId,
				rows.map(({ id }) => id)
			)
		);
	const { title, wanted, way, deadline, decidedAt } = call;
	return {
		call: { slug, title, wanted, way, deadline, decidedAt, isRunning: deadline >= dayOf(new Date()) },
		criteria,
		applications: rows.map(({ id, name, sentence, appliedAt, appliedBy, outcome, reason }) => {
			const given = scores.filter(({ applicationId }) => applicationId === id);
			const mine = given.filter(({ personId }) => personId === person.id);
			return {
				...{ id, name, sentence, appliedAt, outcome, reason },
				isOwn: appliedBy === person.id,
				mine: Object.fromEntries(mine.map(({ criterion, score }) => [criterion, score])),
				/** How many facilitators have scored it, and their weighted mean out of 5. */
				scorers: new Set(given.map(({ personId }) => personId)).size,
				mean: weightedMean(criteria, given)
			};
		})
	};
}

/** The mean of each criterion, weighted by the published weights; criteria that nobody scored do not count. */
export function weightedMean(
	criteria: { number: number; weight: number }[],
	scores: { criterion: number; score: number }[]
): number | null {
	let [total, weights] = [0, 0];
	for (const { number, weight } of criteria) {
		const given = scores.filter(({ criterion }) => criterion === number);
		if (given.length === 0) continue;
		total += (weight * given.reduce((sum, { score }) => sum + score, 0)) / given.length;
		weights += weight;
	}
	return weights === 0 ? null : total / weights;
}
