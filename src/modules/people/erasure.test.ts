import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { plantPersonas } from './demonstration.server.ts';
import { erasePerson } from './erasure.server.ts';
import { peopleData } from './personal-data.server.ts';
import { persons } from './people.tables.ts';
import { grantRole, withdrawRole } from './roles.server.ts';
import { somebody } from './somebody.ts';

test('the last administrator names another one before leaving', async ({ db }) => {
	const boss = await somebody(db, { isAdministrator: true });
	const ada = await somebody(db);
	expect(await erasePerson(db, boss, [peopleData])).toEqual({ ok: false, reason: 'last-administrator' });
	await grantRole(db, boss, { holder: ada.email, role: 'administrator' });
	expect(await erasePerson(db, boss, [peopleData])).toEqual({ ok: true });
});

test('two administrators who leave at once do not leave the alliance without one', async () => {
	const { db, close } = await cloneDatabase();
	const both = [await somebody(db, { isAdministrator: true }), await somebody(db, { isAdministrator: true })];
	const left = await Promise.all(both.map((boss) => erasePerson(db, boss, [peopleData])));
	expect(left.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await db.select().from(persons)).toHaveLength(1);
	await close();
});

test('two administrators who withdraw each other at once leave one', async () => {
	const { db, close } = await cloneDatabase();
	const one = await somebody(db, { isAdministrator: true });
	const other = await somebody(db, { isAdministrator: true });
	const withdrawn = await Promise.all([
		withdrawRole(db, one, { personId: other.id, role: 'administrator' }),
		withdrawRole(db, other, { personId: one.id, role: 'administrator' })
	]);
	expect(withdrawn.filter(({ ok }) => ok)).toHaveLength(1);
	await close();
});

test('a visitor of a demonstration does not erase a character that others play', async ({ db }) => {
	await plantPersonas(db);
	const [samira] = await db.select().from(persons).where(eq(persons.email, 'samira.benali@exemple.fr'));
	const player = await somebody(db);
	const refused = await erasePerson(db, { ...player, id: samira!.id, email: samira!.email! }, [peopleData]);
	expect(refused).toEqual({ ok: false, reason: 'shared-persona' });
});

test('whoever is not an administrator gives and takes no role', async ({ db }) => {
	const [ada, boss] = [await somebody(db), await somebody(db, { isAdministrator: true })];
	const refused = { ok: false, reason: 'not-administrator' };
	expect(await grantRole(db, ada, { holder: ada.email, role: 'administrator' })).toEqual(refused);
	expect(await withdrawRole(db, ada, { personId: boss.id, role: 'administrator' })).toEqual(refused);
});
