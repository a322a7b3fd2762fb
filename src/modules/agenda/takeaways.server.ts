import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { attendances, takeaways } from './registrations.tables.ts';
import type { TakeawayInput } from './traces.input.ts';

/** Says what one takes away from a gathering at which one was noted. Said again, it replaces. False for anybody else. */
export async function tellTakeaway(
	db: Database,
	person: Person,
	slug: string,
	input: TakeawayInput
): Promise<boolean> {
	return db.transaction(async (tx) => {
		const attended = await attendedBy(tx, person, slug);
		if (!attended) return false;
		await tx
			.insert(takeaways)
			.values({ gatheringId: attended.id, personId: person.id, ...input })
			.onConflictDoUpdate({ target: [takeaways.gatheringId, takeaways.personId], set: input });
		return true;
	});
}

/** Takes back what one said that one takes away. */
export async function withdrawTakeaway(db: Database, person: Person, slug: string): Promise<boolean> {
	const attended = await attendedBy(db, person, slug);
	if (!attended) return false;
	await db
		.delete(takeaways)
		.where(and(eq(takeaways.gatheringId, attended.id), eq(takeaways.personId, person.id)));
	return true;
}

/** What a person who was there may say, and said already; undefined for anybody else. */
export async function takeawayFor(db: Database, person: Person, slug: string) {
	const attended = await attendedBy(db, person, slug);
	if (!attended) return undefined;
	const [mine] = await db
		.select({ words: takeaways.words, question: takeaways.question })
		.from(takeaways)
		.where(and(eq(takeaways.gatheringId, attended.id), eq(takeaways.personId, person.id)));
	return { title: attended.title, mine };
}

/**
 * What those who were there take away, all together: each word once, in the order of the alphabet, and the questions in the
 * order told. Nothing says who said what, nor how often.
 */
export async function takenAway(db: Database, gatheringId: string) {
	const told = await db
		.select({ words: takeaways.words, question: takeaways.question })
		.from(takeaways)
		.where(and(eq(takeaways.gatheringId, gatheringId), wasThere))
		.orderBy(asc(takeaways.toldAt), asc(takeaways.personId));
	const words = new Map(
		told.flatMap(({ words }) => words).map((word) => [word.toLocaleLowerCase('fr'), word])
	);
	const questions = told.map(({ question }) => question).filter((question) => question !== null);
	return {
		words: [...words.values()].sort(new Intl.Collator('fr').compare),
		questions: [...new Set(questions)]
	};
}

/** Whose presence was struck off says nothing any more. */
const wasThere = sql`exists (select from gathering_attendances a
	where a.gathering_id = ${takeaways.gatheringId} and a.person_id = ${takeaways.personId})`;

async function attendedBy(db: Database, person: Person, slug: string) {
	const [found] = await db
		.select({ id: gatherings.id, title: gatherings.title })
		.from(gatherings)
		.innerJoin(attendances, eq(attendances.gatheringId, gatherings.id))
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(
			and(
				eq(gatherings.slug, slug.slice(0, 200)),
				eq(attendances.personId, person.id),
				isNull(gatheringCancellations.gatheringId)
			)
		);
	return found;
}
