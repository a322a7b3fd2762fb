import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { events } from '#platform/events/events.tables.ts';
import { test } from '#platform/testing.server.ts';
import { plantPersonas } from './demonstration.server.ts';
import { welcomePerson } from './people.server.ts';
import { persons } from './people.tables.ts';
import { sharedPersonas } from './personas.ts';
import { somebody } from './somebody.ts';

test('a person tells their name once when they arrive', async ({ db }) => {
	const ada = await somebody(db, { name: '', isWelcomed: false });
	await welcomePerson(db, ada, { name: 'Ada Martin', locale: 'en' });
	await welcomePerson(db, ada, { name: 'Zoé Petit', locale: 'fr' });
	const [kept] = await db.select().from(persons).where(eq(persons.id, ada.id));
	expect(kept).toMatchObject({ name: 'Ada Martin', locale: 'en' });
	expect(kept!.welcomedAt).toBeInstanceOf(Date);
	expect(await db.select().from(events).where(eq(events.name, 'people.welcomed'))).toHaveLength(1);
});

test('a character of a demonstration is not renamed by the door of those who arrive', async ({ db }) => {
	await plantPersonas(db);
	const [{ name, email }] = sharedPersonas as [(typeof sharedPersonas)[number]];
	const [shared] = await db.select().from(persons).where(eq(persons.email, email));
	const played = { ...shared!, email, isAdministrator: false, isFacilitator: false, isWelcomed: true };
	await welcomePerson(db, played, { name: 'Renommée', locale: 'fr' });
	expect(await db.select().from(persons).where(eq(persons.email, email))).toMatchObject([{ name }]);
});
