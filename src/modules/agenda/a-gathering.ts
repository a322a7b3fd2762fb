import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { organisations } from '../people/people.tables.ts';
import { gatherings } from './agenda.tables.ts';
import { registrations } from './registrations.tables.ts';

type Gathering = typeof gatherings.$inferSelect;

const minutes = 60_000;

/** Plants a gathering for a test: an initiation online that began half an hour ago and lasts two hours, unless `as` says otherwise. */
export async function aGathering(db: Database, as: Partial<Gathering> = {}): Promise<Gathering> {
	const id = uuidv7();
	const [planted] = await db
		.insert(gatherings)
		.values({
			...{ id, slug: `initiation-${id}`, kind: 'initiation-online', way: 'online' },
			...{ title: 'Faire ensemble', summary: 'Une initiation.' },
			...{ startsAt: fromNow(-30), endsAt: fromNow(90) },
			...as
		})
		.returning();
	return planted!;
}

/** A moment so many minutes from now. */
export function fromNow(after: number): Date {
	return new Date(Date.now() + after * minutes);
}

type Seat = Partial<typeof registrations.$inferSelect>;

/** Gives somebody a seat at a gathering, and returns the id of their registration. */
export async function aSeat(
	db: Database,
	gatheringId: string,
	person: Person,
	as: Seat = {}
): Promise<string> {
	const id = uuidv7();
	await db
		.insert(registrations)
		.values({ id, gatheringId, personId: person.id, seatedAt: new Date(), ...as });
	return id;
}

/** Registers an organisation for a test, and returns its id. */
export async function anOrganisation(db: Database, name: string): Promise<string> {
	const id = uuidv7();
	await db.insert(organisations).values({ id, name, kind: 'association' });
	return id;
}
