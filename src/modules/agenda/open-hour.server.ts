import { and, asc, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { isFor } from './visible.server.ts';
import type { SubjectInput } from './open-hour.input.ts';
import { slots } from './registrations.tables.ts';

export type BringingResult = { ok: true } | { ok: false; reason: 'not-found' | 'begun' };
type Read = { person: Person; reader: Reader; slug: string };

/**
 * Brings a subject to an open hour, one each, in order of arrival, until it begins. Who brings another changes theirs and keeps
 * their turn.
 */
export async function bringSubject(
	db: Database,
	{ person, reader, slug }: Read,
	input: SubjectInput,
	now = new Date()
): Promise<BringingResult> {
	return db.transaction(async (tx) => {
		const held = await holdOpenHour(tx, { person, reader, slug }, now);
		if (!held.ok) return held;
		await tx
			.insert(slots)
			.values({ id: uuidv7(), gatheringId: held.id, personId: person.id, ...input })
			.onConflictDoUpdate({ target: [slots.gatheringId, slots.personId], set: input });
		return { ok: true };
	});
}

/** Takes one's subject back until the open hour begins; those who came after move up. */
export async function takeBackSubject(db: Database, read: Read, now = new Date()): Promise<BringingResult> {
	return db.transaction(async (tx) => {
		const held = await holdOpenHour(tx, read, now);
		if (!held.ok) return held;
		await tx.delete(slots).where(and(eq(slots.gatheringId, held.id), eq(slots.personId, read.person.id)));
		return { ok: true };
	});
}

/** The open hour to which somebody may bring a subject, and the one they brought; undefined when there is none they may see. */
export async function openHourFor(db: Database, { person, reader, slug }: Read, now = new Date()) {
	const found = await findOpenHour(db, { person, reader, slug });
	if (!found) return undefined;
	const { id, title, startsAt, endsAt, timeZone } = found;
	const [mine] = await db
		.select({ subject: slots.subject, text: slots.text })
		.from(slots)
		.where(and(eq(slots.gatheringId, id), eq(slots.personId, person.id)));
	return { title, startsAt, endsAt, timeZone, hasBegun: startsAt <= now, mine };
}

/** The subjects of an open hour in order of arrival: with first names for all, with names and texts for whoever runs it. */
export async function subjectsOf(db: Database, gatheringId: string, { runs }: { runs: boolean }) {
	const brought = await db
		.select({ id: slots.id, subject: slots.subject, text: slots.text, name: persons.name })
		.from(slots)
		.innerJoin(persons, eq(persons.id, slots.personId))
		.where(eq(slots.gatheringId, gatheringId))
		.orderBy(asc(slots.arrival));
	return brought.map(({ id, subject, text, name }) => ({
		...{ id, subject },
		name: runs ? name : name.split(' ', 1)[0]!,
		text: runs ? text : null
	}));
}

async function findOpenHour(db: Database, { person, reader, slug }: Read) {
	const [found] = await db
		.select({ gathering: gatherings, cancelledAt: gatheringCancellations.cancelledAt })
		.from(gatherings)
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(and(eq(gatherings.slug, slug.slice(0, 200)), eq(gatherings.kind, 'open-hour')));
	if (!found || found.cancelledAt) return undefined;
	return (await isFor(db, found.gathering, person, reader)) ? found.gathering : undefined;
}

async function holdOpenHour(tx: Database, read: Read, now: Date) {
	const found = await findOpenHour(tx, read);
	if (!found) return { ok: false, reason: 'not-found' } as const;
	const [held] = await tx
		.select({ startsAt: gatherings.startsAt })
		.from(gatherings)
		.where(eq(gatherings.id, found.id))
		.for('update');
	return held!.startsAt <= now
		? ({ ok: false, reason: 'begun' } as const)
		: ({ ok: true, id: found.id } as const);
}
