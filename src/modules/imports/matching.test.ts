import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { allyPage } from '../allies/page.server.ts';
import { applyImport, decideAll, decideRow } from './deciding.server.ts';
import { applied, bring, countsIn, moved, organisation, rowsIn, world } from './imports-for-tests.ts';

const header = 'Nom;SIREN;Commune;Code postal;Latitude;Longitude;Courriel;Type;Description';
const file = `${header}
La Source;732829320;Rennes;35000;48,1147;-1,6794;contact@source.exemple.org;Association;Des vélos.
Le Lavoir;;Vitré;35500;;;;;`;

describe('the organisation that a row is about', () => {
	test('is found by its SIREN, then by its name in its town, then by its address of mail', async ({ db }) => {
		const { actor } = await world(db);
		await applied(db, actor, file);
		const run = await bring(
			db,
			actor,
			`${header}
La source de Rennes;732 829 320;;;;;;;
le LAVOIR !;;Vitré;;;;;;
Source;;Rennes;35000;;;contact@source.exemple.org;;`
		);
		const rows = await rowsIn(db, run);
		const source = (await organisation(db, 'La Source'))!.id;
		const lavoir = (await organisation(db, 'Le Lavoir'))!.id;
		expect(rows.map(({ organisationId }) => organisationId)).toEqual([source, lavoir, source]);
		expect(rows.map(({ verdict }) => verdict)).toEqual(['conflict', 'same', 'conflict']);
		expect(rows[2]).toMatchObject({ twinOf: 2 });
	});

	test('is another when it has another number or stands in another town: then it is named with its town', async ({
		db
	}) => {
		const { actor } = await world(db);
		await applied(db, actor, file);
		const others = `${header}
Le Lavoir;;Rennes;35000;;;;;
La Source;552081317;Rennes;35000;;;;;`;
		const run = await bring(db, actor, others);
		expect(await countsIn(db, run)).toEqual({ create: 2 });
		await applyImport(db, actor, run);
		await moved(db, run);
		expect(await organisation(db, 'Le Lavoir (Rennes)')).toBeDefined();
		expect((await rowsIn(db, run))[0]!.problems).toEqual([
			{ code: 'named-apart', field: 'name', value: 'Le Lavoir (Rennes)' }
		]);
		expect(await countsIn(db, await bring(db, actor, others))).toEqual({ same: 2 });
	});

	test('is told from others of its name in the same file by its town, then by its number', async ({ db }) => {
		const { actor } = await world(db);
		const namesakes = `Nom;SIREN;Commune
Le Pont;732829320;Rennes
Le Pont;552081317;Vitré
Le Pont;356000000;Vitré
Le Pont;443061841;Rennes`;
		const run = await applied(db, actor, namesakes);
		expect(await countsIn(db, run, 'outcome')).toEqual({ created: 4 });
		for (const name of ['Le Pont', 'Le Pont (Vitré)', 'Le Pont (Vitré) 356000000', 'Le Pont (Rennes)'])
			expect(await organisation(db, name), name).toBeDefined();
		expect(await countsIn(db, await bring(db, actor, namesakes))).toEqual({ same: 4 });
	});

	test('is asked when it may be one of several, and may be a new one', async ({ db }) => {
		const { actor } = await world(db);
		await applied(db, actor, file);
		const run = await bring(db, actor, 'Nom;SIREN\nLa Source;552081317');
		const [row] = await rowsIn(db, run);
		expect(row).toMatchObject({
			verdict: 'conflict',
			likely: [{ name: 'La Source', place: 'Rennes (35)', slug: 'la-source' }]
		});
		expect(await decideAll(db, actor, run, 'file')).toBe('ok');
		expect((await rowsIn(db, run))[0]!.choice).toBeNull();
		await decideRow(db, actor, run, { number: 2, choice: (await organisation(db, 'Le Lavoir'))!.id });
		expect((await rowsIn(db, run))[0]!.choice).toBeNull();
		await decideRow(db, actor, run, { number: 2, choice: row!.likely![0]!.organisationId });
		expect((await rowsIn(db, run))[0]!.choice).toBe((await organisation(db, 'La Source'))!.id);
	});

	test('may be in two rows: the second waits for a choice, and what it adds is written when that is chosen', async ({
		db
	}) => {
		const { actor } = await world(db);
		const twice = `${header}
La Source;732829320;Rennes;35000;;;;;Des vélos.
La Source;;Rennes;35000;;;;Association;
Autre nom;732829320;;;;;;;Autre chose.
La Source;;Vitré;35500;;;;;`;
		const run = await bring(db, actor, twice);
		expect((await rowsIn(db, run)).map(({ verdict, twinOf }) => [verdict, twinOf])).toEqual([
			['create', null],
			['conflict', 2],
			['conflict', 2],
			['create', null]
		]);
		await decideRow(db, actor, run, { number: 3, choice: 'file' });
		await applyImport(db, actor, run);
		await moved(db, run);
		expect((await rowsIn(db, run)).map(({ outcome }) => outcome)).toEqual([
			'created',
			'changed',
			'left',
			'created'
		]);
		expect(await allyPage(db, 'public', 'la-source')).toMatchObject({
			kind: 'association',
			description: 'Des vélos.'
		});
	});
});
