import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { organisationsOf } from '../people/affiliations.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { missingFamilies } from './families.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { offerKey } from './offers.server.ts';
import { mayRun } from './planning.server.ts';
import { closing } from './registering.server.ts';
import type { Standing } from './registration-words.ts';
import { registrations } from './registrations.tables.ts';
import { inLineOf } from './seats.server.ts';
import { isOfTheirs } from './visible.server.ts';

const asked = {
	kind: gatherings.kind,
	capacity: gatherings.capacity,
	hostId: gatherings.hostId,
	audience: gatherings.audience,
	registrationUntil: gatherings.registrationUntil,
	endsAt: gatherings.endsAt,
	link: gatherings.link,
	timeZone: gatherings.timeZone
};

/** How somebody of the line stands. */
export const standing = sql<Standing>`case when ${registrations.seatedAt} is not null then 'seated'
	when ${registrations.offerUntil} is not null then 'offered' else 'waiting' end`;

/**
 * What the page of a gathering says of registration to somebody: the seats that are free, who waits, and those whom they
 * registered. The link to take part online is for those who have a seat and for who runs the gathering.
 */
export async function registrationToRead(
	db: Database,
	secret: string,
	person: Person | null,
	gatheringId: string,
	now = new Date()
) {
	const [gathering] = await db
		.select({
			...asked,
			isInside: person ? sql<boolean>`${isOfTheirs(person.id)}` : sql<boolean>`false`,
			isCancelled: sql<boolean>`exists (select from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})`
		})
		.from(gatherings)
		.where(eq(gatherings.id, gatheringId));
	const { kind, capacity, registrationUntil, timeZone, isInside, isCancelled, endsAt } = gathering!;
	const counts = await countsOf(db, gatheringId);
	const mine = person ? await minesOf(db, person, gatheringId) : [];
	const runs = mayRun(person, gathering!);
	const isGiven =
		!isCancelled &&
		(runs || (isInside && registrationUntil === null) || mine.some((one) => one.standing === 'seated'));
	const offered = mine.find((one) => one.standing === 'offered');
	return {
		...{ capacity, registrationUntil, timeZone, mayRun: runs },
		...{ isAsked: registrationUntil !== null || mine.length > 0, isOver: endsAt <= now },
		isOpen: closing(gathering!, now) === undefined,
		free: capacity === null ? null : Math.max(0, capacity - counts.seated - counts.offered),
		waiting: counts.waiting,
		isForDelegations: kind === 'initiation-in-person',
		mine,
		missing: missingFamilies(mine.map(({ family }) => family)),
		offer: offered ? { key: offerKey(secret, offered.id), until: offered.offerUntil! } : null,
		link: isGiven ? gathering!.link : null
	};
}

/** How many have a seat, an offer of one, or wait. */
export async function countsOf(db: Database, gatheringId: string): Promise<Record<Standing, number>> {
	const rows = await db
		.select({ standing, n: count() })
		.from(registrations)
		.where(inLineOf(gatheringId))
		.groupBy(standing);
	return {
		...{ seated: 0, offered: 0, waiting: 0 },
		...Object.fromEntries(rows.map((row) => [row.standing, row.n]))
	};
}

/** Those whom a person registered, in the order of arrival, with how many wait before each. */
async function minesOf(db: Database, { id }: Person, gatheringId: string) {
	return db
		.select({
			...{ id: registrations.id, guestName: registrations.guestName, family: registrations.family },
			offerUntil: registrations.offerUntil,
			standing,
			before: sql<number>`(select count(*)::int from gathering_registrations r where r.gathering_id = ${registrations.gatheringId}
				and r.left_at is null and r.seated_at is null and r.arrival < ${registrations.arrival})`
		})
		.from(registrations)
		.where(and(inLineOf(gatheringId), eq(registrations.personId, id)))
		.orderBy(asc(registrations.arrival));
}

/** What the form of a registration needs: what is asked, in whose name one may register, whom one registered already. */
export async function registrationToWrite(
	db: Database,
	secret: string,
	person: Person,
	reader: Reader,
	slug: string
) {
	const read = await gatheringToRead(db, person, reader, slug);
	if (!read) return undefined;
	const { id, title, asks } = read.gathering;
	const { isOpen, isForDelegations, mine, missing } = await registrationToRead(db, secret, person, id);
	const organisations = await organisationsOf(db, person);
	return {
		...{ slug: read.gathering.slug, title, asks, isOpen, isForDelegations, missing },
		isRegistered: mine.some(({ guestName }) => guestName === null),
		guests: mine.filter(({ guestName }) => guestName !== null).length,
		organisations: organisations.map(({ id, name }) => ({ id, name }))
	};
}
