import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { affiliate, endAffiliation, organisationsOf } from './affiliations.server.ts';
import { findOrganisation, foundOrganisation, organisationsLike } from './organisations.server.ts';
import { organisations } from './people.tables.ts';
import { somebody } from './somebody.ts';

const garden = { name: 'Les Jardins de l’Été', kind: 'association', place: 'Mayenne' } as const;

test('a person founds an organisation', async ({ db }) => {
	const ada = await somebody(db);
	const founded = await foundOrganisation(db, ada, garden);
	expect(founded).toMatchObject({ ...garden, isNew: true });
	expect(await findOrganisation(db, founded.id)).toMatchObject(garden);
});

test('an organisation is the same whatever its accents, capitals and spaces', async ({ db }) => {
	const ada = await somebody(db);
	const first = await foundOrganisation(db, ada, garden);
	for (const name of ["LES JARDINS DE L'ETE", 'les  jardins de l été', 'Les-Jardins, de l’Été !']) {
		const again = await foundOrganisation(db, ada, { name, kind: 'company', place: null });
		expect(again).toEqual({ ...first, isNew: false });
	}
});

test('two people who found the same organisation at once get the same one', async () => {
	const { db, close } = await cloneDatabase();
	const people = await Promise.all(['ada', 'bob', 'eve', 'kim'].map((name) => somebody(db, { name })));
	const founded = await Promise.all(
		people.map((person) => db.transaction((tx) => foundOrganisation(tx, person, garden)))
	);
	expect(new Set(founded.map(({ id }) => id)).size).toBe(1);
	expect(founded.filter(({ isNew }) => isNew)).toHaveLength(1);
	const events = await db.execute(sql`select 1 from events where name = 'people.organisation-founded'`);
	expect(events).toMatchObject({ rowCount: 1 });
	await close();
});

test('whoever looks for an organisation finds it with slips and without accents', async ({ db }) => {
	const ada = await somebody(db);
	const { id } = await foundOrganisation(db, ada, garden);
	await foundOrganisation(db, ada, { name: '100 % Cœur', kind: 'other', place: null });
	for (const typed of ['jardins', 'Ete', 'les jardin de lete', 'JARDINS DE L’É'])
		expect((await organisationsLike(db, typed))[0]?.id, typed).toBe(id);
	expect(await organisationsLike(db, 'coeur')).toHaveLength(1);
	expect(await organisationsLike(db, '100 %')).toHaveLength(1);
	for (const typed of ['%', '_', '\\', '', '   ', 'zzzzz'])
		expect((await organisationsLike(db, typed)).length, typed).toBeLessThan(2);
	expect(await organisationsLike(db, '_')).toEqual([]);
});

test('a person belongs to an organisation in one role at a time', async ({ db }) => {
	const ada = await somebody(db);
	const { id } = await foundOrganisation(db, ada, garden);
	await affiliate(db, ada, id, 'bénévole');
	await affiliate(db, ada, id, 'présidente');
	expect(await organisationsOf(db, ada)).toMatchObject([{ id, role: 'présidente' }]);
	await endAffiliation(db, ada, id);
	expect(await organisationsOf(db, ada)).toEqual([]);
	await affiliate(db, ada, id, 'amie');
	expect(await organisationsOf(db, ada)).toMatchObject([{ id, role: 'amie' }]);
});

test('nobody ends the place of another person', async ({ db }) => {
	const [ada, eve] = [await somebody(db), await somebody(db)];
	const { id } = await foundOrganisation(db, ada, garden);
	await affiliate(db, ada, id, 'bénévole');
	await endAffiliation(db, eve, id);
	expect(await organisationsOf(db, ada)).toHaveLength(1);
});

test('a name without a letter or a digit names nothing', async ({ db }) => {
	const ada = await somebody(db);
	await expect(
		db.transaction((tx) => foundOrganisation(tx, ada, { name: '!!!', kind: 'other', place: null }))
	).rejects.toThrow();
	expect(await db.select().from(organisations).where(eq(organisations.name, '!!!'))).toEqual([]);
});
