import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { findOrganisationNamed } from '../people/organisations.server.ts';
import type { Person } from '../people/people.server.ts';
import { isNotingOpen } from './door.ts';
import { holdGathering } from './planning.server.ts';
import { askByLetter } from './presence-letter.server.ts';
import { recordPresences, type Noted } from './presence-changes.server.ts';
import type { PresencesInput } from './presences.input.ts';
import { attendances, registrations } from './registrations.tables.ts';

export type NotingResult =
	| { ok: true; isLetterSent: boolean }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'cancelled' | 'too-early' | 'unknown-organisation' };

type Site = { secret: string; origin: string; now?: Date };

/**
 * Notes who is there, as whoever runs the gathering ticks it: what they changed is changed and nothing else, so that two of
 * them may save at once and the same form twice. An address that is given receives a letter, whether or not somebody has an
 * account with it: only who receives it can say that they were there.
 */
export async function notePresences(
	db: Database,
	person: Person,
	slug: string,
	input: PresencesInput,
	{ now = new Date(), ...site }: Site
): Promise<NotingResult> {
	return db.transaction(async (tx): Promise<NotingResult> => {
		const held = await holdGathering(tx, person, slug);
		if (!held.ok) return held;
		const { gathering } = held;
		if (!isNotingOpen(gathering, now)) return { ok: false, reason: 'too-early' };
		const named = input.organisation ? await findOrganisationNamed(tx, input.organisation) : undefined;
		if (input.organisation && !named) return { ok: false, reason: 'unknown-organisation' };

		const came = await noteSeats(tx, person, gathering.id, without(input.seats, input['seats-before']));
		if (input.name) came.push(...(await noteName(tx, person, gathering.id, input.name, named?.id ?? null)));
		const gone = [
			...(await strikeSeats(tx, gathering.id, without(input['seats-before'], input.seats))),
			...(await strikeOthers(tx, gathering.id, without(input['others-before'], input.others)))
		];
		await recordPresences(tx, person, gathering.id, { came, gone });
		if (input.email) await askByLetter(tx, gathering, input.email, site);
		return { ok: true, isLetterSent: input.email !== null };
	});
}

const noted = { id: attendances.id, organisationId: attendances.organisationId };

async function noteSeats(tx: Database, by: Person, gatheringId: string, ids: string[]): Promise<Noted[]> {
	const isSeat = and(isNotNull(registrations.seatedAt), isNull(registrations.leftAt));
	const seats = await tx
		.select()
		.from(registrations)
		.where(and(eq(registrations.gatheringId, gatheringId), inArray(registrations.id, ids), isSeat));
	if (seats.length === 0) return [];
	const rows = seats.map(({ id, personId, guestName, organisationId }) => ({
		...{ id: uuidv7(), gatheringId, registrationId: id, organisationId, notedBy: by.id },
		...(guestName ? { name: guestName } : { personId })
	}));
	return tx.insert(attendances).values(rows).onConflictDoNothing().returning(noted);
}

/** Somebody of the same name for the same organisation is the same: a form that is sent twice notes them once. */
async function noteName(
	tx: Database,
	by: Person,
	gatheringId: string,
	name: string,
	organisationId: string | null
): Promise<Noted[]> {
	const isSame = and(
		eq(attendances.gatheringId, gatheringId),
		isNull(attendances.registrationId),
		sql`search_key(${attendances.name}) = search_key(${name})`,
		sql`${attendances.organisationId} is not distinct from ${organisationId}`
	);
	if (await tx.$count(attendances, isSame)) return [];
	const row = { id: uuidv7(), gatheringId, name, organisationId, notedBy: by.id };
	return tx.insert(attendances).values(row).returning(noted);
}

async function strikeSeats(tx: Database, gatheringId: string, ids: string[]): Promise<Noted[]> {
	if (ids.length === 0) return [];
	const ofSeats = and(eq(registrations.gatheringId, gatheringId), inArray(registrations.id, ids));
	const persons = tx
		.select({ id: registrations.personId })
		.from(registrations)
		.where(and(ofSeats, isNull(registrations.guestName)));
	const isTheirs = or(inArray(attendances.registrationId, ids), inArray(attendances.personId, persons));
	return tx
		.delete(attendances)
		.where(and(eq(attendances.gatheringId, gatheringId), isTheirs))
		.returning(noted);
}

async function strikeOthers(tx: Database, gatheringId: string, ids: string[]): Promise<Noted[]> {
	if (ids.length === 0) return [];
	return tx
		.delete(attendances)
		.where(and(eq(attendances.gatheringId, gatheringId), inArray(attendances.id, ids)))
		.returning(noted);
}

function without(ids: string[], others: string[]): string[] {
	return ids.filter((id) => !others.includes(id));
}
