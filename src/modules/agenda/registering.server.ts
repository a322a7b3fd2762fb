import { and, eq, inArray } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { organisationsOf } from '../people/affiliations.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatherings } from './agenda.tables.ts';
import { isComplete } from './delegations.ts';
import type { Family } from './families.ts';
import { mostGuests, type RegistrationInput } from './registration.input.ts';
import { registrations } from './registrations.tables.ts';
import { holdSeats, inLineOf, lineOf, settleSeats, type HeldSeats } from './seats.server.ts';
import { isFor } from './visible.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		/** One person registered, perhaps with others; the first of them stands for all. */
		'agenda.registered': { gatheringId: string; registrationId: string };
	}
}

export type RegistrationRefusal =
	| 'not-found'
	| 'cancelled'
	| 'closed'
	| 'already'
	| 'nobody'
	| 'guest-already'
	| 'too-many'
	| 'not-of-organisation'
	| 'family';
export type RegistrationResult = { ok: true } | { ok: false; reason: RegistrationRefusal };

/**
 * Registers a person, others whom they name, or both, in the order of arrival. Each takes a seat that is free, or waits; a
 * delegation to an initiation in person waits until it is complete, and is seated whole.
 */
export async function registerPeople(
	db: Database,
	person: Person,
	reader: Reader,
	slug: string,
	input: RegistrationInput,
	now = new Date()
): Promise<RegistrationResult> {
	return db.transaction(async (tx): Promise<RegistrationResult> => {
		const gathering = await holdSeats(tx, eq(gatherings.slug, slug.slice(0, 200)));
		if (!gathering || !(await isFor(tx, gathering, person, reader)))
			return { ok: false, reason: 'not-found' };
		const reason = closing(gathering, now) ?? (await refusal(tx, gathering, person, input));
		if (reason) return { ok: false, reason };
		const open = await settleSeats(tx, gathering, now);
		const ids = await writeDown(tx, gathering, person, input);
		await seatNewcomers(tx, gathering, person, ids, open, now);
		const details = { gatheringId: gathering.id, registrationId: ids[0]! };
		await recordEvent(tx, { name: 'agenda.registered', actorId: person.id, details });
		return { ok: true };
	});
}

/** Why nobody registers for a gathering any more, if so. */
export function closing(
	gathering: Pick<HeldSeats, 'isCancelled' | 'registrationUntil' | 'endsAt'>,
	now: Date
): 'cancelled' | 'closed' | undefined {
	if (gathering.isCancelled) return 'cancelled';
	const until = gathering.registrationUntil;
	return until === null || until <= now || gathering.endsAt <= now ? 'closed' : undefined;
}

async function refusal(
	tx: Database,
	{ id, kind }: HeldSeats,
	person: Person,
	{ myself, guests, organisationId, family }: RegistrationInput
): Promise<RegistrationRefusal | undefined> {
	if (!myself && guests.length === 0) return 'nobody';
	const mine = await tx
		.select({ guestName: registrations.guestName })
		.from(registrations)
		.where(and(inLineOf(id), eq(registrations.personId, person.id)));
	if (myself && mine.some(({ guestName }) => guestName === null)) return 'already';
	const known = mine.flatMap(({ guestName }) => guestName ?? []);
	const names = [...known, ...guests.map(({ name }) => name)].map((name) => name.toLowerCase());
	if (new Set(names).size < names.length) return 'guest-already';
	if (names.length > mostGuests) return 'too-many';
	const told: (Family | null)[] = [...(myself ? [family] : []), ...guests.map((guest) => guest.family)];
	if (kind === 'initiation-in-person' && told.includes(null)) return 'family';
	if (organisationId === null) return undefined;
	const theirs = await organisationsOf(tx, person);
	return theirs.some((organisation) => organisation.id === organisationId)
		? undefined
		: 'not-of-organisation';
}

/** Writes down who registers and their guests, in this order; the answers stand with the first of them. */
async function writeDown(
	tx: Database,
	{ id: gatheringId, kind, asks }: HeldSeats,
	person: Person,
	{ myself, guests, organisationId, family, ...answers }: RegistrationInput
): Promise<string[]> {
	const asked = Object.fromEntries(asks.map((ask) => [ask, answers[ask]]));
	const people = [...(myself ? [{ name: null, family }] : []), ...guests];
	const rows = people.map(({ name, family }, index) => ({
		...{ id: uuidv7(), gatheringId, personId: person.id, guestName: name, organisationId },
		family: kind === 'initiation-in-person' ? family : null,
		...(index === 0 ? asked : {})
	}));
	// The arrival is a sequence: rows of one statement take it in their order.
	await tx.insert(registrations).values(rows);
	return rows.map(({ id }) => id);
}

/** Gives newcomers the seats that are open: as many of them as there are, or the whole delegation when it is complete. */
async function seatNewcomers(
	tx: Database,
	gathering: HeldSeats,
	person: Person,
	ids: string[],
	open: number,
	now: Date
): Promise<void> {
	let seated = ids.slice(0, open);
	if (gathering.kind === 'initiation-in-person') {
		const members = (await lineOf(tx, gathering.id)).filter(({ personId }) => personId === person.id);
		const waiting = members.filter(({ isHeld }) => !isHeld).map(({ id }) => id);
		seated = isComplete(members) && waiting.length <= open ? waiting : [];
	}
	if (seated.length === 0) return;
	await tx.update(registrations).set({ seatedAt: now }).where(inArray(registrations.id, seated));
}
