import { asc, eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { persons } from '../people/people.tables.ts';
import { somebody } from '../people/somebody.ts';
import { ring } from './bells-for-tests.ts';
import { notices } from './notifications.tables.ts';
import { notify } from './notifying.server.ts';

test('people are told of a thing once, whatever happened to it and however often', async ({ db }) => {
	const [zoe, leo] = [await somebody(db, { name: 'Zoe' }), await somebody(db, { name: 'Leo' })];
	await notify(db, { ...ring, to: [zoe.id, zoe.id, leo.id] });
	await notify(db, { ...ring, kind: 'bell.mended', to: [zoe.id], details: { by: 'Léo' } });
	await notify(db, { ...ring, about: 'bells.bell:2', to: [zoe.id] });
	expect(await told(db)).toEqual([
		'Leo bell.rung bells.bell:1',
		'Zoe bell.rung bells.bell:1',
		'Zoe bell.rung bells.bell:2'
	]);
});

test('nobody is told of their own act, nor somebody who is no longer there', async ({ db }) => {
	const [zoe, leo] = [await somebody(db, { name: 'Zoe' }), await somebody(db, { name: 'Leo' })];
	await notify(db, { ...ring, by: zoe.id, to: [zoe.id, leo.id, uuidv7()] });
	await notify(db, { ...ring, by: zoe.id, to: [zoe.id] });
	await notify(db, { ...ring, to: [] });
	expect(await told(db)).toEqual(['Leo bell.rung bells.bell:1']);
});

test('a notice leads to a page of this site only', async ({ db }) => {
	const zoe = await somebody(db, { name: 'Zoe' });
	for (const path of ['//ailleurs.example', 'https://ailleurs.example', 'cloches'])
		await expect(db.transaction((tx) => notify(tx, { ...ring, path, to: [zoe.id] }))).rejects.toMatchObject({
			cause: { constraint: 'notices_path' }
		});
});

async function told(db: Database): Promise<string[]> {
	const rows = await db
		.select({ name: persons.name, kind: notices.kind, about: notices.about })
		.from(notices)
		.innerJoin(persons, eq(persons.id, notices.personId))
		.orderBy(asc(persons.name), asc(notices.about));
	return rows.map(({ name, kind, about }) => `${name} ${kind} ${about}`);
}
