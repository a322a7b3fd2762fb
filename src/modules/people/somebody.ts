import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { Person } from './people.server.ts';
import { persons, roles } from './people.tables.ts';

/** Inserts somebody to act in a test: welcomed, without roles unless `as` says otherwise. */
export async function somebody(db: Database, as: Partial<Person> = {}): Promise<Person> {
	const id = uuidv7();
	const person: Person = {
		id,
		name: 'Ada Martin',
		email: `${id}@exemple.org`,
		locale: 'fr',
		isAdministrator: false,
		isFacilitator: false,
		isWelcomed: true,
		...as
	};
	const { name, email, locale } = person;
	const welcomedAt = person.isWelcomed ? new Date() : null;
	await db.insert(persons).values({ id: person.id, name, email, locale, emailVerified: true, welcomedAt });
	if (person.isAdministrator) await db.insert(roles).values({ personId: person.id, role: 'administrator' });
	if (person.isFacilitator) await db.insert(roles).values({ personId: person.id, role: 'facilitator' });
	return person;
}
