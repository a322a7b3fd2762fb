import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	ways
} from './visitor.ts';

const visitors = browserOfThisFile();

const send = async (page: Page, name: string, content: string | Buffer) => {
	await page.goto('/gestion/import');
	const buffer = typeof content === 'string' ? Buffer.from(content, 'latin1') : content;
	await page.setInputFiles('input[type="file"]', { name, mimeType: 'text/csv', buffer });
	await follow(page, page.locator('form[enctype] button'));
};
const press = (page: Page, action: string) =>
	follow(page, page.locator(`form[action="?/${action}"] button`).first());
/** Waits for the work that goes on by itself: with JavaScript the page asks, without it comes again. */
const settled = (page: Page, heading: string) =>
	page.getByRole('heading', { name: heading }).waitFor({ timeout: 30_000 });

describe.each(ways)('a facilitator $name', ({ javaScriptEnabled }) => {
	const way = javaScriptEnabled ? 'vive' : 'sobre';

	test('brings a list in, corrects a column, decides, writes, and takes everything back', async () => {
		const page = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await page.goto('/gestion');
		await follow(page, page.getByRole('link', { name: 'Importer des organisations' }));
		const name = `L'Écluse ${way}`;
		const rows = [
			'Structure;Ville;CP;Latitude;Longitude;Courriel;Statut;Bidule',
			`${name};Rennes;35000;48,11;-1,68;contact@ecluse.exemple.org;Association;Nous réparons des écluses.`,
			`${name};;;;;;;La même une deuxième fois.`,
			`Sans lieu ${way};;;47,2;-5,9;pas-un-courriel;Machin;`,
			';Rennes;;;;;;Sans nom'
		];
		await send(page, `alliés ${way}.csv`, rows.join('\r\n'));
		if (javaScriptEnabled) await expectAccessible(page);
		expect(await page.locator('main').innerText()).toContain('Windows-1252');
		expect(await page.locator('[name="column-0"]').inputValue()).toBe('name');
		expect(await page.locator('[name="column-7"]').inputValue()).toBe(javaScriptEnabled ? '' : 'description');

		await page.locator('[name="column-7"]').selectOption('commune');
		await press(page, 'columns');
		expect(await page.title()).toMatch(/^Erreur/);
		expect(await page.locator('[name="column-7"]').inputValue()).toBe('commune');
		if (javaScriptEnabled) await expectAccessible(page);
		await page.locator('[name="column-7"]').selectOption('description');
		await press(page, 'columns');
		await settled(page, 'Ce qui arriverait');
		expect(await page.locator('.figures').innerText()).toMatch(
			/À créer\s+2[^]*À trancher\s+1[^]*Refusées\s+1/
		);
		if (javaScriptEnabled) await expectAccessible(page);

		await page.getByLabel('Laisser cette ligne de côté').check();
		await press(page, 'choose');
		expect(await page.getByLabel('Laisser cette ligne de côté').isChecked()).toBe(true);
		await follow(page, page.getByRole('link', { name: 'Toutes', exact: true }));
		expect(await page.locator('main').innerText()).toContain('en mer ou hors de France');
		if (javaScriptEnabled) {
			await expectAccessible(page);
			await expectReadableInTheDark(page);
		}

		await press(page, 'apply');
		await settled(page, 'Ce qui est arrivé');
		const run = page.url();
		await follow(page, page.getByRole('link', { name: /^Créées/ }));
		await follow(page, page.getByRole('link', { name: 'Voir la page' }).first());
		expect(await page.locator('main').innerText()).toContain('Nous réparons des écluses.');
		expect(await page.locator('main').innerText()).not.toContain('contact@ecluse');

		await page.goto(run);
		const download = page.waitForEvent('download');
		await page.getByRole('link', { name: 'Télécharger les lignes refusées' }).click();
		const csv = await readFile(await (await download).path(), 'utf8');
		expect(csv).toContain('Le nom manque.');
		expect(csv).toContain('La même une deuxième fois.');

		await page.locator('summary', { hasText: 'Annuler cet import' }).click();
		await press(page, 'undo');
		await page.getByText('Cet import a été annulé').waitFor({ timeout: 30_000 });
		await page.goto(`/allies?q=${encodeURIComponent(name)}`);
		expect(await page.locator('#compte').innerText()).toMatch(/^0/);
	});

	test('is told why a file cannot be read, and what to do', async () => {
		const page = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await page.goto('/gestion/import');
		await follow(page, page.locator('form[enctype] button'));
		expect(await page.locator('.error').first().innerText()).toContain('Choisissez un fichier');
		await send(page, 'alliés.csv', Buffer.from('%PDF-1.7\n1 0 obj'));
		expect(await page.locator('#file-error').innerText()).toContain('PDF');
		if (javaScriptEnabled) await expectAccessible(page);
		await send(page, 'alliés.csv', Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(';'));
		expect(await page.locator('#file-error').innerText()).toContain('10000 colonnes');
	});
});

test('the pages of imports are for facilitators, and fit a narrow screen', async () => {
	const ally = await visitors.visitAs('ally');
	expect((await ally.goto('/gestion/import'))!.status()).toBe(403);
	const facilitator = await visitors.visitAs('facilitator');
	await facilitator.goto('/gestion/import');
	await expectNarrow(facilitator);
	await send(facilitator, 'étroit.csv', 'Nom;Ville\nUn nom;Rennes');
	await expectNarrow(facilitator);
});
