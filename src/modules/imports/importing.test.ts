import { describe, expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { search } from '#platform/search/search.server.ts';
import { allyPage } from '../allies/page.server.ts';
import { somebody } from '../people/somebody.ts';
import { applyImport, decideAll, decideRow } from './deciding.server.ts';
import {
	applied,
	bring,
	countsIn,
	heard,
	keep,
	moved,
	organisation,
	rowsIn,
	world,
	worldOf
} from './imports-for-tests.ts';
import { moveImport } from './moving.server.ts';
import { fileOf } from './reading/files-for-tests.ts';
import { startImport } from './starting.server.ts';

const header = 'Nom;SIREN;Commune;Code postal;Latitude;Longitude;Courriel;Type;Description';
const file = `${header}
La Source;732829320;Rennes;35000;48,1147;-1,6794;contact@source.exemple.org;Association;Des vélos.
Le Lavoir;;Vitré;35500;;;;;
SCIC Le Fournil;;35360;;;;;SCIC;Du pain.`.replace('35360;;;;;SCIC', 'Vitré;35500;;;;SCIC');

describe('an import', () => {
	test('shows first what would happen, then opens pages filled beforehand, with contacts that nobody sees', async ({
		db
	}) => {
		const { actor } = await world(db);
		const run = await bring(db, actor, file);
		expect(await countsIn(db, run)).toEqual({ create: 3 });
		expect(await organisation(db, 'La Source')).toBeUndefined();

		await applyImport(db, actor, run);
		await moved(db, run);
		expect(await countsIn(db, run, 'outcome')).toEqual({ created: 3 });
		expect(await allyPage(db, 'public', 'la-source')).toMatchObject({
			name: 'La Source',
			kind: 'association',
			siren: '732829320',
			placeLabel: 'Rennes (35)',
			territoryId: 'commune-35238',
			latitude: 48.1147,
			isApproximate: false,
			description: 'Des vélos.',
			email: null
		});
		expect(await allyPage(db, 'public', 'scic-le-fournil')).toMatchObject({ kind: 'cooperative' });
	});

	test('is in the directory as soon as it is done, and in the search once its event is heard', async ({
		db
	}) => {
		const { actor } = await world(db);
		const run = await bring(db, actor, file);
		await applyImport(db, actor, run);
		while (await moveImport(db, { runId: run }));
		expect(await allyPage(db, 'public', 'la-source')).toMatchObject({ name: 'La Source' });
		await heard(db);
		const found = await search(db, 'public', 'La Source', { place: {} });
		expect(found.page.lines).toMatchObject([{ url: '/allies/la-source' }]);
	});

	test('opens pages for allies alone when the facilitator says so', async ({ db }) => {
		const { actor } = await world(db);
		const run = await bring(db, actor, file, { audience: 'allies' });
		await applyImport(db, actor, run);
		await moved(db, run);
		expect(await allyPage(db, 'public', 'la-source')).toBeUndefined();
		expect(await allyPage(db, 'allies', 'la-source')).toMatchObject({ name: 'La Source' });
	});

	test('of the same file a second time changes nothing', async ({ db }) => {
		const { actor } = await world(db);
		await applied(db, actor, file);
		const before = await worldOf(db);
		const again = await bring(db, actor, file);
		expect(await countsIn(db, again)).toEqual({ same: 3 });
		await applyImport(db, actor, again);
		await moved(db, again);
		expect(await countsIn(db, again, 'outcome')).toEqual({ unchanged: 3 });
		expect(await worldOf(db)).toEqual(before);
	});

	test('is for facilitators and administrators', async ({ db }) => {
		const { actor } = await world(db);
		const ally = await somebody(db);
		const upload = { path: fileOf(file), name: 'a.csv' };
		expect(await startImport(db, ally, upload)).toEqual({ ok: false, reason: 'forbidden' });
		const run = await bring(db, actor, file);
		expect(await applyImport(db, ally, run)).toBe('gone');
		expect(await decideAll(db, ally, run, 'file')).toBe('gone');
	});

	test('of a newer file changes what an import wrote, and asks about what somebody wrote', async ({ db }) => {
		const { actor } = await world(db);
		await applied(db, actor, file);
		await keep(db, actor, 'Le Lavoir', { description: 'Écrit par nous.' });
		const newer = file
			.replace('Des vélos.', 'Des vélos et des remorques.')
			.replace('35500;;;;;', '35500;;;;;Selon le fichier.');
		const run = await bring(db, actor, newer);
		expect(await countsIn(db, run)).toEqual({ change: 1, conflict: 1, same: 1 });
		expect((await rowsIn(db, run)).find(({ verdict }) => verdict === 'conflict')!.differences).toEqual([
			{ aspect: 'description', page: 'Écrit par nous.', file: 'Selon le fichier.', how: 'conflict' }
		]);
		await applyImport(db, actor, run);
		await moved(db, run);
		expect(await countsIn(db, run, 'outcome')).toEqual({ changed: 1, left: 1, unchanged: 1 });
		expect(await allyPage(db, 'public', 'la-source')).toMatchObject({
			description: 'Des vélos et des remorques.'
		});
		expect(await allyPage(db, 'public', 'le-lavoir')).toMatchObject({ description: 'Écrit par nous.' });
	});

	test.for([
		['file', 'Selon le fichier.', 'same'],
		['page', 'Écrit par nous.', 'same'],
		['skip', 'Écrit par nous.', 'conflict']
	] as const)(
		'follows what is chosen for a conflict (%s), and does not ask twice what was answered',
		async ([choice, kept, verdict], { db }) => {
			const { actor } = await world(db);
			await applied(db, actor, file);
			await keep(db, actor, 'Le Lavoir', { description: 'Écrit par nous.' });
			const newer = file.replace('35500;;;;;', '35500;;;;;Selon le fichier.');
			const run = await bring(db, actor, newer);
			await decideRow(db, actor, run, { number: 3, choice });
			await applyImport(db, actor, run);
			await moved(db, run);
			expect(await allyPage(db, 'public', 'le-lavoir')).toMatchObject({ description: kept });
			const again = await bring(db, actor, newer);
			expect((await rowsIn(db, again))[1]).toMatchObject({ number: 3, verdict });
		}
	);

	test('leaves alone what somebody wrote between the look and the writing', async ({ db }) => {
		const { actor } = await world(db);
		await applied(db, actor, file);
		const run = await bring(db, actor, file.replace('35500;;;;;', '35500;;;;;Selon le fichier.'));
		await keep(db, actor, 'Le Lavoir', { description: 'Écrit entre-temps.' });
		await applyImport(db, actor, run);
		await moved(db, run);
		expect(await countsIn(db, run, 'outcome')).toEqual({ left: 1, unchanged: 2 });
		expect(await allyPage(db, 'public', 'le-lavoir')).toMatchObject({ description: 'Écrit entre-temps.' });
	});
});
