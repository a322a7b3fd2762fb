import { and, eq, gte, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { keeps, organisationsKept, type Subject } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import type { AvailabilityInput } from './availability.input.ts';
import { availabilities } from './needs.tables.ts';

const today = sql`(now() at time zone 'Europe/Paris')::date`;

/** Whether an organisation or a person said not to be asked now. */
export async function isAway(db: Database, subject: Subject): Promise<boolean> {
	const said = await db
		.select({ id: availabilities.id })
		.from(availabilities)
		.where(and(isOf(subject), eq(availabilities.state, 'away'), gte(availabilities.until, today)));
	return said.length > 0;
}

/** What somebody said of their own availability and of that of the organisations whose page they keep, while it holds. */
export async function availabilitiesOf(db: Database, person: Person) {
	const kept = await organisationsKept(db, person);
	const subjects = [
		{ key: 'me', name: person.name, subject: { organisationId: null, personId: person.id } },
		...kept.map(({ id, name }) => ({ key: id, name, subject: { organisationId: id, personId: null } }))
	];
	return Promise.all(
		subjects.map(async ({ key, name, subject }) => {
			const [said] = await db
				.select({ state: availabilities.state, until: availabilities.until })
				.from(availabilities)
				.where(and(isOf(subject), gte(availabilities.until, today)));
			return { key, name, state: said?.state ?? null, until: said?.until ?? null };
		})
	);
}

/** Says that one is ready to help, or not to be asked before a day; or takes back what was said. False for what one does not keep. */
export async function sayAvailability(
	db: Database,
	person: Person,
	{ whose, state, until }: AvailabilityInput
): Promise<boolean> {
	const isOwn = whose === 'me';
	if (!isOwn && !(await keeps(db, person, whose))) return false;
	const subject = isOwn
		? { organisationId: null, personId: person.id }
		: { organisationId: whose, personId: null };
	if (state === 'unsaid') {
		await db.delete(availabilities).where(isOf(subject));
		return true;
	}
	const said = { state, until, saidAt: sql`now()`, saidBy: person.id };
	await db
		.insert(availabilities)
		.values({ id: uuidv7(), ...subject, ...said })
		.onConflictDoUpdate({ target: [availabilities.organisationId, availabilities.personId], set: said });
	return true;
}

function isOf({ organisationId, personId }: Subject) {
	return organisationId === null
		? and(isNull(availabilities.organisationId), eq(availabilities.personId, personId!))
		: eq(availabilities.organisationId, organisationId);
}
