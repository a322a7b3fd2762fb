import { eq } from 'drizzle-orm';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { organisationsOf } from './affiliations.server.ts';
import { isShownToVisitors, newcomersToLeave, personToPlay, plantPersonas } from './demonstration.server.ts';
import { changeProfile } from './people.server.ts';
import { affiliations, persons, roles } from './people.tables.ts';
import { sharedPersonas } from './personas.ts';
import { somebody } from './somebody.ts';

test('the characters are planted once, with their organisations and roles', async ({ db }) => {
	await plantPersonas(db);
	await plantPersonas(db);
	const planted = await db.select().from(persons);
	expect(planted).toHaveLength(sharedPersonas.length);
	expect(planted.every(({ isInvented, email }) => isInvented && email?.endsWith('@exemple.fr'))).toBe(true);
	expect(await db.select().from(roles)).toHaveLength(2);
	expect(await db.select().from(affiliations)).toHaveLength(7);
});

test('visitors share a character, and find it again when it was lost', async ({ db }) => {
	const mayor = await personToPlay(db, 'elected');
	expect(await personToPlay(db, 'elected')).toBe(mayor);
	expect(await organisationsOf(db, { id: mayor! })).toMatchObject([{ role: 'maire' }]);
	await db.delete(persons).where(eq(persons.id, mayor!));
	expect(await personToPlay(db, 'elected')).toEqual(expect.any(String));
	expect(await personToPlay(db, 'nobody')).toBeUndefined();
	expect(await personToPlay(db, '__proto__')).toBeUndefined();
});

test('two visitors who take a character at once get the same', async () => {
	const { db, close } = await cloneDatabase();
	const played = await Promise.all([1, 2, 3, 4].map(() => personToPlay(db, 'ally')));
	expect(new Set(played).size).toBe(1);
	expect(await db.select().from(affiliations)).toHaveLength(1);
	await close();
});

test('each newcomer is somebody new, and the oldest make room', async ({ db }) => {
	const arrived = [];
	for (let i = 0; i < 4; i++) arrived.push((await personToPlay(db, 'newcomer'))!);
	expect(new Set(arrived).size).toBe(4);
	const leaving = await newcomersToLeave(db, arrived[3]!, 2);
	expect(leaving).toHaveLength(2);
	expect(leaving.map(({ id }) => id)).not.toContain(arrived[3]);
	expect(await newcomersToLeave(db, arrived[3]!)).toEqual([]);
});

test('a shared character keeps its name, a newcomer chooses theirs', async ({ db }) => {
	const play = async (key: string) => {
		const id = await personToPlay(db, key);
		const [{ email } = { email: '' }] = await db.select().from(persons).where(eq(persons.id, id!));
		return { id: id!, name: '', email: email ?? '', locale: 'fr', isWelcomed: true } as const;
	};
	const roleless = { isAdministrator: false, isFacilitator: false };
	const renamed = { name: 'Un autre nom', locale: 'fr' } as const;
	const shared = await changeProfile(db, { ...(await play('ally')), ...roleless }, renamed);
	expect(shared).toEqual({ ok: false, reason: 'shared-persona' });
	expect(await changeProfile(db, { ...(await play('newcomer')), ...roleless }, renamed)).toEqual({
		ok: true
	});
});

test('a real alliance that has a member at such an address treats them as anybody', async ({ db }) => {
	const samira = await somebody(db, { email: 'samira.benali@exemple.fr' });
	expect(await changeProfile(db, samira, { name: 'Samira B.', locale: 'en' })).toEqual({ ok: true });
});

test('visitors read the mail of invented addresses, never that of others', () => {
	expect(isShownToVisitors('zoe@exemple.fr')).toBe(true);
	for (const recipient of [
		'zoe@exemple.org',
		'zoe@exemple.fr.evil.example',
		'exemple.fr',
		'zoe@sub.exemple.fr'
	])
		expect(isShownToVisitors(recipient), recipient).toBe(false);
	expect(isShownToVisitors('boss@exemple.fr', 'Boss@exemple.fr')).toBe(false);
});
