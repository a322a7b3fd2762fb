import { createHmac, timingSafeEqual } from 'node:crypto';
import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { persons } from '../people/people.tables.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { registrations } from './registrations.tables.ts';
import { holdSeats, inLineOf, settleSeats, withoutAnswers } from './seats.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'agenda.seat-taken': { gatheringId: string };
		'agenda.seat-declined': { gatheringId: string };
	}
}

/** The key of an offer's link: the registration, and a seal that only this alliance can make. Nothing of it is kept. */
export function offerKey(secret: string, registrationId: string): string {
	return Buffer.concat([bytesOf(registrationId), seal(secret, registrationId)]).toString('base64url');
}

function bytesOf(registrationId: string): Buffer {
	return Buffer.from(registrationId.replaceAll('-', ''), 'hex');
}

function seal(secret: string, registrationId: string): Buffer {
	return createHmac('sha256', secret).update(`offer of a seat:${registrationId}`).digest();
}

function registrationIn(secret: string, key: string): string | undefined {
	const bytes = Buffer.from(key.slice(0, 100), 'base64url');
	if (bytes.length !== 48 || bytes.toString('base64url') !== key) return undefined;
	const hex = bytes.toString('hex', 0, 16);
	const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	return timingSafeEqual(bytes.subarray(16), seal(secret, id)) ? id : undefined;
}

const over = { standing: 'over' as const, offerUntil: null, names: [] as string[] };

/** What the link of a letter opens, without signing in: the seats that are held, until when. Reading it takes none. */
export async function offerToRead(db: Database, secret: string, key: string, now = new Date()) {
	const id = registrationIn(secret, key);
	if (!id) return undefined;
	const [found] = await db
		.select({
			...{ gatheringId: gatherings.id, slug: gatherings.slug, title: gatherings.title },
			...{ startsAt: gatherings.startsAt, endsAt: gatherings.endsAt, timeZone: gatherings.timeZone },
			...{ personId: registrations.personId, seatedAt: registrations.seatedAt },
			...{ offerUntil: registrations.offerUntil, leftAt: registrations.leftAt }
		})
		.from(registrations)
		.innerJoin(gatherings, eq(gatherings.id, registrations.gatheringId))
		.where(eq(registrations.id, id));
	if (!found) return undefined;
	const { personId, seatedAt, offerUntil, leftAt, gatheringId, ...gathering } = found;
	const isOpen = offerUntil !== null && offerUntil > now && gathering.startsAt > now;
	const isThis = eq(gatheringCancellations.gatheringId, gatheringId);
	if ((await db.$count(gatheringCancellations, isThis)) > 0) return { gathering, ...over };
	const standing = isOpen ? 'open' : seatedAt && !leftAt && gathering.endsAt > now ? 'seated' : 'over';
	const names = isOpen ? await namesOffered(db, { gatheringId, personId, offerUntil }) : [];
	return { gathering, standing: standing as 'open' | 'seated' | 'over', offerUntil, names };
}

type Offered = { gatheringId: string; personId: string; offerUntil: Date };

/** Everybody whom one person registered and to whom a seat was offered in the same moment: one answer is for all of them. */
function offeredTogether({ gatheringId, personId, offerUntil }: Offered) {
	return and(
		inLineOf(gatheringId),
		eq(registrations.personId, personId),
		eq(registrations.offerUntil, offerUntil)
	);
}

/** The names of those for whom seats are held together. */
export async function namesOffered(db: Database, offered: Offered): Promise<string[]> {
	const rows = await db
		.select({ guestName: registrations.guestName, name: persons.name })
		.from(registrations)
		.innerJoin(persons, eq(persons.id, registrations.personId))
		.where(offeredTogether(offered))
		.orderBy(asc(registrations.arrival));
	return rows.map(({ guestName, name }) => guestName ?? name);
}

/**
 * Takes the seats that are held, or lets them go to who comes next, through the link of a letter. Says false when the link leads
 * to nothing, or no longer: the offer lapsed, the gathering began or was cancelled.
 */
export async function answerOffer(
	db: Database,
	secret: string,
	key: string,
	answer: 'take' | 'decline',
	now = new Date()
): Promise<boolean> {
	const id = registrationIn(secret, key);
	if (!id) return false;
	return db.transaction(async (tx) => {
		const [which] = await tx
			.select({ gatheringId: registrations.gatheringId })
			.from(registrations)
			.where(eq(registrations.id, id));
		const gathering = which && (await holdSeats(tx, eq(gatherings.id, which.gatheringId)));
		if (!gathering || gathering.isCancelled || gathering.startsAt <= now) return false;
		await settleSeats(tx, gathering, now);
		const [held] = await tx.select().from(registrations).where(eq(registrations.id, id));
		if (!held || held.leftAt !== null || held.offerUntil === null) return false;
		const gatheringId = gathering.id;
		await tx
			.update(registrations)
			.set(
				answer === 'take'
					? { seatedAt: now, offerUntil: null }
					: { leftAt: now, offerUntil: null, ...withoutAnswers }
			)
			.where(offeredTogether({ gatheringId, personId: held.personId, offerUntil: held.offerUntil }));
		await settleSeats(tx, gathering, now);
		const name = answer === 'take' ? 'agenda.seat-taken' : 'agenda.seat-declined';
		await recordEvent(tx, { name, actorId: held.personId, details: { gatheringId } });
		return true;
	});
}
