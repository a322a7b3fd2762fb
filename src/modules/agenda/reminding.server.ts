import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, not, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { persons } from '../people/people.tables.ts';
import { whenInWords } from './agenda-words.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { delegationsOf } from './delegations.ts';
import { noticeReminder } from './notices.server.ts';
import { write, type MayWrite } from './registration-letters.server.ts';
import { registrations } from './registrations.tables.ts';
import { withoutAnswers } from './seats.server.ts';

const atOnce = 200;
const dayBefore = 24 * 3_600_000;
/** Answers are of use until the gathering, and to thank or pay just after. */
const answersLast = 7 * 24 * 3_600_000;

/** Where this site is, and what says whether somebody wishes a letter. */
type Post = { origin: string; mayWrite: MayWrite };

/** Every hour: reminds those who have a seat of what begins within a day, with the link to take part, each once. */
export async function remindOfGatherings(db: Database, post: Post, now = new Date()): Promise<void> {
	while ((await remindSome(db, post, now)) === atOnce);
}

async function remindSome(db: Database, post: Post, now: Date): Promise<number> {
	return db.transaction(async (tx) => {
		const isCancelled = sql`exists (select from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})`;
		const due = await tx
			.select({
				...{ id: registrations.id, personId: registrations.personId, guestName: registrations.guestName },
				...{ person: persons, gathering: gatherings }
			})
			.from(registrations)
			.innerJoin(gatherings, eq(gatherings.id, registrations.gatheringId))
			.innerJoin(persons, eq(persons.id, registrations.personId))
			.where(
				and(
					isNotNull(registrations.seatedAt),
					isNull(registrations.leftAt),
					isNull(registrations.remindedAt),
					gt(gatherings.startsAt, now),
					lte(gatherings.startsAt, new Date(now.getTime() + dayBefore)),
					not(isCancelled)
				)
			)
			.orderBy(asc(gatherings.startsAt), asc(gatherings.id), asc(registrations.arrival))
			.limit(atOnce)
			.for('update', { of: registrations, skipLocked: true });
		const ids = due.map(({ id }) => id);
		await tx.update(registrations).set({ remindedAt: now }).where(inArray(registrations.id, ids));
		for (const together of byGathering(due))
			for (const seats of delegationsOf(together)) await remind(tx, post, seats);
		return due.length;
	});
}

type Due = {
	personId: string;
	guestName: string | null;
	person: typeof persons.$inferSelect;
	gathering: typeof gatherings.$inferSelect;
};

function byGathering(due: Due[]): Due[][] {
	return [...Map.groupBy(due, ({ gathering }) => gathering.id).values()];
}

async function remind(tx: Database, { origin, mayWrite }: Post, seats: Due[]): Promise<void> {
	const { person, gathering } = seats[0]!;
	await noticeReminder(tx, gathering, person.id);
	const wayOut = await mayWrite(tx, person);
	if (!wayOut) return;
	const { title, slug, placeLabel, address, link } = gathering;
	const names = seats.map(({ guestName }) => guestName ?? person.name).join(', ');
	const where = [address, placeLabel].filter((part) => part !== null).join(', ');
	const words = () => ({
		subject: m.agenda_letter_reminder_subject({ title }),
		paragraphs: [
			whenInWords(gathering),
			m.agenda_letter_seated({ names }),
			...(where ? [where] : []),
			...(link ? [m.agenda_letter_link({ link })] : []),
			m.agenda_letter_leave()
		],
		action: m.agenda_letter_see()
	});
	await write(tx, origin, person, `/agenda/${slug}`, words, wayOut);
}

/** Every night: erases the needs, diets and access needs told for gatherings that have been over for a week. */
export async function forgetAnswers(db: Database, now = new Date()): Promise<void> {
	const isOver = sql`exists (select from ${gatherings} where ${and(
		eq(gatherings.id, registrations.gatheringId),
		lte(gatherings.endsAt, new Date(now.getTime() - answersLast))
	)})`;
	await db
		.update(registrations)
		.set(withoutAnswers)
		.where(
			and(
				or(
					isNotNull(registrations.expectations),
					isNotNull(registrations.diet),
					isNotNull(registrations.access)
				),
				isOver
			)
		);
}
