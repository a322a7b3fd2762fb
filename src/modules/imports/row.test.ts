import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { allyPage } from '../allies/page.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { allSkills } from '../skills/skills.server.ts';
import { applyImport, decideSkills } from './deciding.server.ts';
import { bring, columnsOf, moved, rowsIn, world } from './imports-for-tests.ts';

describe('what a row says', () => {
	test('is refused when its name or its numbers are wrong, and corrected where that is sure', async ({
		db
	}) => {
		const { actor } = await world(db);
		const run = await bring(
			db,
			actor,
			`Nom;SIREN;SIRET;RNA;Téléphone;Site web
;;;;;
 … ;;;;;
A;732829321;;;;
B;;73282932000073;;;
C;552081317;73282932000074;;;
D;;;W12;;
E;;;;appelez-nous;néant
F;;732 829 320 00074;W351000001;02.99.00.00.00;exemple.org;en trop`
		);
		const rows = await rowsIn(db, run);
		expect(
			rows.map(({ number, verdict, problems }) => [number, verdict, problems.map(({ code }) => code)])
		).toEqual([
			[3, 'refused', ['name-invalid']],
			[4, 'refused', ['siren-invalid']],
			[5, 'refused', ['siret-invalid']],
			[6, 'refused', ['siret-of-another']],
			[7, 'refused', ['rna-invalid']],
			[8, 'create', ['left-out', 'left-out']],
			[9, 'refused', ['too-many-cells']]
		]);
	});

	test('about its place is understood by code, by postal code and name, by name and département', async ({
		db
	}) => {
		const { actor } = await world(db);
		const run = await bring(
			db,
			actor,
			`Nom;Code INSEE;Code postal;Commune;Département
A;35238;;;
B;;35000;RENNES CEDEX 7;
C;;;St Malo;Ille-et-Vilaine
D;;35500;;35
E;;;Nulle-Part;
F;;35042;Rennes cedex;`
		);
		const rows = await rowsIn(db, run);
		expect(rows.map(({ checked }) => checked!.place!.territoryId)).toEqual([
			'commune-35238',
			'commune-35238',
			'commune-35288',
			...[rows[3]!.checked!.place!.territoryId, null, 'commune-35238']
		]);
		expect(rows[4]!.problems).toEqual([{ code: 'place-unknown', field: 'commune', value: 'Nulle-Part' }]);
	});

	test('about its point is pointed out when it is at sea, swapped, far away or half', async ({ db }) => {
		const { actor } = await world(db);
		const run = await bring(
			db,
			actor,
			`Nom;Commune;Latitude;Longitude
Juste;Rennes;48.11;-1.68
Échangée;;-1.68;48.11
En mer;;47.5;-5.5
Loin;Rennes;43.3;5.4
Nulle;;0;0
Moitié;;48.1;
Mots;;quarante-huit;un
Trop;;148;200`
		);
		const rows = await rowsIn(db, run);
		expect(
			rows.map(({ problems, checked }) => [problems[0]?.code ?? null, checked!.point?.latitude ?? null])
		).toEqual([
			[null, 48.11],
			['point-swapped', 48.11],
			['point-at-sea', null],
			['point-far', rows[3]!.checked!.point!.latitude],
			['point-at-sea', null],
			['point-half', null],
			['point-invalid', null],
			['point-invalid', null]
		]);
		expect(rows[3]!.checked!.point!.point).toBe('town');
	});

	test('in words for skills is looked up, and an unknown word waits for what it means', async ({ db }) => {
		const { actor } = await world(db);
		await plantSkills(db);
		const [one, two] = await allSkills(db);
		const content = `Nom;Compétences;Besoins\nA;${one!.name}, tricot quantique;${two!.name.toUpperCase()}`;
		const run = await bring(db, actor, content);
		const [row] = await rowsIn(db, run);
		expect(row!.checked).toMatchObject({ offers: [one!.id], needs: [two!.id] });
		expect(row!.problems).toEqual([{ code: 'skill-unknown', field: 'offers', value: 'tricot quantique' }]);

		await decideSkills(db, actor, run, { 'tricot quantique': two!.id });
		await moved(db, run);
		await applyImport(db, actor, run);
		await moved(db, run);
		const page = await allyPage(db, 'public', 'a');
		expect(page).toMatchObject({ offers: [one!.id, two!.id].toSorted(), needs: [two!.id] });
	});
});

test('what the columns are is guessed, and remembered for the next file of the same headings', async ({
	db
}) => {
	const { actor } = await world(db);
	const content = 'Raison sociale;N° SIRET;CP;Ville;Site internet;Mél;Divers\nA;;;;;;Asso';
	const guessed = ['name', 'siret', 'postalCode', 'commune', 'website', 'email', null];
	expect(await columnsOf(db, actor, content)).toEqual(guessed);
	const chosen = [...guessed.slice(0, 6), 'kind'] as never;
	await bring(db, actor, content, { mapping: chosen });
	expect(await columnsOf(db, actor, content)).toEqual(chosen);
});
