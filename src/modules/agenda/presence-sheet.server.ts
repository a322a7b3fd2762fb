import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { keyOfDay } from './door-keys.server.ts';
import { doorDay, isNotingOpen } from './door.ts';
import { mayRun } from './planning.server.ts';

/** That an attendance `a` is that of a registration `r`: noted by it, or of the same person. */
const isOfRegistration = sql`(a.registration_id = r.id
	or (r.guest_name is null and a.gathering_id = r.gathering_id and a.person_id = r.person_id))`;

/** That a registration `r` is a seat. */
const isSeat = sql`r.seated_at is not null and r.left_at is null`;

type Seat = { id: string; name: string; organisation: string | null; isThere: boolean };
type Other = Omit<Seat, 'isThere'>;

/**
 * Who has a seat and who is there, by name, for whoever runs the gathering; undefined for anybody else. The key is that of the
 * code at the door, today.
 */
export async function presenceSheet(
	db: Database,
	person: Person,
	slug: string,
	{ secret, now = new Date() }: { secret: string; now?: Date }
) {
	const [found] = await db
		.select({ gathering: gatherings, cancelledAt: gatheringCancellations.cancelledAt })
		.from(gatherings)
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.where(eq(gatherings.slug, slug.slice(0, 200)));
	if (!found || found.cancelledAt || !mayRun(person, found.gathering)) return undefined;
	const { id, title, startsAt, endsAt, timeZone } = found.gathering;
	const day = doorDay(found.gathering, now);
	return {
		gathering: { title, startsAt, endsAt, timeZone },
		isOpen: isNotingOpen(found.gathering, now),
		doorKey: day && keyOfDay(secret, id, day),
		seats: await seatsOf(db, id),
		others: await othersAt(db, id)
	};
}

async function seatsOf(db: Database, gatheringId: string): Promise<Seat[]> {
	const { rows } = await db.execute<Seat>(
		sql`select r.id, coalesce(r.guest_name, p.name) as name, o.name as organisation,
			exists (select from gathering_attendances a where ${isOfRegistration}) as "isThere"
		from gathering_registrations r join persons p on p.id = r.person_id
		left join organisations o on o.id = r.organisation_id
		where r.gathering_id = ${gatheringId} and ${isSeat}
		order by search_key(coalesce(r.guest_name, p.name)), r.arrival`
	);
	return rows;
}

/** Who was noted and has no seat: who came without registering, or gave up their seat since. */
async function othersAt(db: Database, gatheringId: string): Promise<Other[]> {
	const { rows } = await db.execute<Other>(
		sql`select a.id, coalesce(a.name, p.name) as name, o.name as organisation
		from gathering_attendances a left join persons p on p.id = a.person_id
		left join organisations o on o.id = a.organisation_id
		where a.gathering_id = ${gatheringId} and not exists (
			select from gathering_registrations r where r.gathering_id = a.gathering_id and ${isSeat} and ${isOfRegistration})
		order by search_key(coalesce(a.name, p.name)), a.id`
	);
	return rows;
}
