import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { GatheringInput } from './agenda.input.ts';
import { gatherings } from './agenda.tables.ts';
import { planGathering } from './planning.server.ts';
import { registerPeople, type RegistrationResult } from './registering.server.ts';
import { registrationInput } from './registration.input.ts';
import { registrations } from './registrations.tables.ts';
import { inLineOf } from './seats.server.ts';

export const hour = 3_600_000;
export const secret = 'a secret of tests, thirty-two characters';
const day = (days: number) => new Date(Date.now() + days * 24 * hour).toISOString().slice(0, 10);

/** A gathering in three weeks for which one registers, as a form sends it. */
export function sent(as: Record<string, string> = {}) {
	return v.parse(GatheringInput, {
		...{ title: 'Atelier', summary: 'Faire ensemble.', kind: 'other', way: 'online', registers: 'on' },
		...{ day: day(20), from: '18:00', to: '19:00', link: 'https://visio.exemple.org/atelier' },
		...as
	});
}

/** Plans such a gathering; says where it is. */
export async function anOpenGathering(db: Database, host: Person, as: Record<string, string> = {}) {
	const planned = await planGathering(db, host, sent(as));
	if (!planned.ok) throw new Error(planned.reason);
	const [{ id } = { id: '' }] = await db
		.select({ id: gatherings.id })
		.from(gatherings)
		.where(eq(gatherings.slug, planned.slug));
	return { id, slug: planned.slug };
}

/** Registers somebody as the form sends it: themselves, unless `myself` is empty. */
export async function register(
	db: Database,
	person: Person,
	slug: string,
	as: Record<string, string> = {},
	now?: Date
): Promise<RegistrationResult> {
	const input = v.parse(registrationInput(false), { myself: 'yes', ...as });
	return registerPeople(db, person, 'public', slug, input, now);
}

/** Who is in the line of a gathering, in order: `Ada +` has a seat, `Bo ?` is offered one, `Cy …` waits. */
export async function lineIn(db: Database, gatheringId: string): Promise<string[]> {
	const rows = await db
		.select({ registration: registrations, person: persons.name })
		.from(registrations)
		.innerJoin(persons, eq(persons.id, registrations.personId))
		.where(inLineOf(gatheringId))
		.orderBy(registrations.arrival);
	return rows.map(({ registration: { guestName, seatedAt, offerUntil }, person }) => {
		const mark = seatedAt ? '+' : offerUntil ? '?' : '…';
		return `${guestName ?? person} ${mark}`;
	});
}
