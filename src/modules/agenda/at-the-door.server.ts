import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { organisationsOf } from '../people/affiliations.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatherings } from './agenda.tables.ts';
import { isSameKey, keyOfDay, keyOfLetter } from './door-keys.server.ts';
import { doorDay, isLetterOpen } from './door.ts';
import { recordPresences } from './presence-changes.server.ts';
import type { DoorInput } from './presences.input.ts';
import { attendances, registrations } from './registrations.tables.ts';

type Gathering = typeof gatherings.$inferSelect;
type Site = { secret: string; now?: Date };

/** What whoever opened the code at the door reads; undefined when the key opens nothing, whatever the reason. */
export async function doorFor(db: Database, person: Person, slug: string, key: string, site: Site) {
	const gathering = await gatheringBehind(db, person, slug, key, site);
	if (!gathering) return undefined;
	const isTheirs = and(eq(attendances.gatheringId, gathering.id), eq(attendances.personId, person.id));
	const isThere = (await db.$count(attendances, isTheirs)) > 0;
	const seat = await seatOf(db, gathering.id, person);
	const { title, startsAt, endsAt, timeZone } = gathering;
	const organisations = seat?.organisationId ? [] : await organisationsOf(db, person);
	return {
		gathering: { title, startsAt, endsAt, timeZone },
		isThere,
		organisations: organisations.map(({ id, name }) => ({ id, name }))
	};
}

/**
 * Notes that somebody is there who read the code of the day, or the letter to their address; once, however often they say so.
 * They came for the organisation of their seat, else for one of theirs that they choose.
 */
export async function noteOwnPresence(
	db: Database,
	person: Person,
	slug: string,
	input: DoorInput,
	site: Site
): Promise<{ ok: true } | { ok: false; reason: 'closed' }> {
	return db.transaction(async (tx) => {
		const gathering = await gatheringBehind(tx, person, slug, input.cle, site);
		if (!gathering) return { ok: false, reason: 'closed' } as const;
		const seat = await seatOf(tx, gathering.id, person);
		const theirs = await organisationsOf(tx, person);
		const chosen = theirs.find(({ id }) => id === input.organisation)?.id ?? null;
		const came = await tx
			.insert(attendances)
			.values({
				...{ id: uuidv7(), gatheringId: gathering.id, personId: person.id, notedBy: person.id },
				...{ registrationId: seat?.id ?? null, organisationId: seat?.organisationId ?? chosen }
			})
			.onConflictDoNothing()
			.returning({ id: attendances.id, organisationId: attendances.organisationId });
		await recordPresences(tx, person, gathering.id, { came, gone: [] });
		return { ok: true } as const;
	});
}

async function seatOf(db: Database, gatheringId: string, person: Person) {
	const [seat] = await db
		.select({ id: registrations.id, organisationId: registrations.organisationId })
		.from(registrations)
		.where(
			and(
				eq(registrations.gatheringId, gatheringId),
				eq(registrations.personId, person.id),
				isNull(registrations.guestName),
				isNotNull(registrations.seatedAt),
				isNull(registrations.leftAt)
			)
		);
	return seat;
}

/** The gathering whose door a key opens for this person now, held in a transaction; the key stands in for the right to see it. */
async function gatheringBehind(db: Database, person: Person, slug: string, key: string, site: Site) {
	const [gathering] = await db
		.select()
		.from(gatherings)
		.where(
			and(
				eq(gatherings.slug, slug.slice(0, 200)),
				sql`not exists (select from gathering_cancellations c where c.gathering_id = ${gatherings.id})`
			)
		)
		.for('update');
	return gathering && opens(gathering, person, key, site) ? gathering : undefined;
}

function opens(
	gathering: Gathering,
	person: Person,
	key: string,
	{ secret, now = new Date() }: Site
): boolean {
	const day = doorDay(gathering, now);
	if (day && isSameKey(key, keyOfDay(secret, gathering.id, day))) return true;
	return (
		person.email !== '' &&
		isLetterOpen(gathering, now) &&
		isSameKey(key, keyOfLetter(secret, gathering.id, person.email))
	);
}
