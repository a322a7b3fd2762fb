import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { applyImport } from './deciding.server.ts';
import { applied, bring, countsIn, keep, moved, rowsIn, world } from './imports-for-tests.ts';
import { forgetOldImports, importsData } from './personal-data.server.ts';
import { rejectedAsCsv } from './rejected.server.ts';

const file = `Nom;SIREN;Commune;Téléphone;
La Source;732829321;"Rennes";+33 2 99 00 00 00;"=cmd|' /C calc'!A0"
Le Lavoir;;Vitré;appelez;
;;;;x`;

test('rows that were refused come back as they were with the reason, no formula lives in them, and they can be brought in again', async ({
	db
}) => {
	const { actor } = await world(db);
	const run = await bring(db, actor, file);
	expect(await countsIn(db, run)).toEqual({ refused: 2, create: 1 });
	const csv = await textOf((await rejectedAsCsv(db, actor, run, { withRemarks: false }))!.csv);
	expect(csv).toMatch(/^\uFEFFNom;SIREN;Commune;Téléphone;;Pourquoi\r\n/);
	expect(csv).toContain(`La Source;732829321;Rennes;'+33 2 99 00 00 00;'=cmd|' /C calc'!A0;`);
	expect(csv).toContain('732829321');
	expect(csv).not.toContain('Lavoir');
	const all = await textOf((await rejectedAsCsv(db, actor, run, { withRemarks: true }))!.csv);
	expect(all).toContain('Le Lavoir;;Vitré;appelez;;Téléphone');

	const again = await bring(db, actor, csv.replace('732829321', '732829320'));
	expect(await countsIn(db, again)).toEqual({ refused: 1, create: 1 });
	expect((await rowsIn(db, again))[0]!.checked!.said.phone).toBe('+33 2 99 00 00 00');
	expect(await rejectedAsCsv(db, await somebody(db), run, { withRemarks: false })).toBeUndefined();
});

test('rows that were left for want of a choice come back as well', async ({ db }) => {
	const { actor } = await world(db);
	await applied(db, actor, 'Nom;Description\nLe Lavoir;');
	await keep(db, actor, 'Le Lavoir', { description: 'Écrit par nous.' });
	const run = await bring(db, actor, 'Nom;Description\nLe Lavoir;Selon le fichier.');
	await applyImport(db, actor, run);
	await moved(db, run);
	const csv = await textOf((await rejectedAsCsv(db, actor, run, { withRemarks: false }))!.csv);
	expect(csv).toContain('Le Lavoir;Selon le fichier.;Rien n’a été choisi');
});

test('rows are emptied after ninety days, and files left in the middle are forgotten', async ({ db }) => {
	const { actor } = await world(db);
	const old = await applied(db, actor, 'Nom;Courriel\nLe Lavoir;zoe@exemple.org');
	const left = await bring(db, actor, 'Nom;Courriel\nLa Source;zoe@exemple.org');
	await db.execute(sql`update import_runs set moved_at = now() - interval '91 days'`);
	const recent = await bring(db, actor, 'Nom;Courriel\nLe Fournil;zoe@exemple.org');
	await forgetOldImports(db);
	expect(await rowsIn(db, old)).toMatchObject([{ cells: [], checked: null, outcome: 'created' }]);
	expect(await rowsIn(db, left)).toEqual([]);
	expect(await rowsIn(db, recent)).toMatchObject([{ cells: ['Le Fournil', 'zoe@exemple.org'] }]);
});

test('who erases themselves is no longer named by an import, and takes away that they made one', async ({
	db
}) => {
	const { actor } = await world(db);
	const zoe = await somebody(db, { email: 'zoe@exemple.org', isFacilitator: true });
	const run = await bring(db, zoe, 'Nom;Courriel\nLe Lavoir;Zoe@exemple.org\nLa Source;autre@exemple.org');
	const other = await bring(db, actor, 'Nom;Courriel\nLe Fournil;zoe@exemple.org');
	expect((await importsData.export(db, zoe))[0]!.rows).toMatchObject([
		{ fileName: 'alliés.csv', rowCount: 2 }
	]);
	await importsData.erase(db, zoe);
	expect((await importsData.export(db, zoe))[0]!.rows).toEqual([]);
	expect((await rowsIn(db, run)).map(({ cells }) => cells)).toEqual([[], ['La Source', 'autre@exemple.org']]);
	expect((await rowsIn(db, other)).map(({ cells }) => cells)).toEqual([[]]);
});

async function textOf(pieces: AsyncGenerator<string>): Promise<string> {
	let text = '';
	for await (const piece of pieces) text += piece;
	return text;
}
