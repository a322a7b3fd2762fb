import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	product,
	ways,
	weigh
} from './visitor.ts';

const visitors = browserOfThisFile();

describe.each(ways)('someone who looks for a territory, $name', (way) => {
	test('writes its name with a slip, and goes up and down from it', async () => {
		const page = await visitors.visit({ ...way, path: '/territoires' });
		await page.getByLabel('Chercher un territoire').fill('cesson sevinié');
		if (way.javaScriptEnabled) await page.getByRole('link', { name: 'Cesson-Sévigné (35)' }).waitFor();
		else await follow(page, page.getByRole('button', { name: 'Chercher', exact: true }));
		await follow(page, page.getByRole('link', { name: 'Cesson-Sévigné (35)' }).first());
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Cesson-Sévigné (35)');
		await follow(page, page.getByRole('link', { name: 'Rennes Métropole' }));
		await follow(page, page.getByRole('link', { name: 'Ille-et-Vilaine' }));
		await follow(page, page.getByRole('link', { name: /^Communes \(/ }));
		await follow(page, page.getByRole('link', { name: 'Page suivante' }));
		await follow(page, page.getByRole('link', { name: 'Page précédente' }));
		expect(await page.getByRole('link', { name: 'Acigné (35)' }).count()).toBe(1);
	});

	test('finds a town by its postal code, and nothing by what is none', async () => {
		const page = await visitors.visit({ ...way, path: '/territoires?q=62750' });
		expect(await page.getByRole('link', { name: 'Loos-en-Gohelle (62)' }).count()).toBe(1);
		await page.goto('/territoires?q=xqzwkj');
		expect(await page.locator('#territoires').textContent()).toContain('Aucun territoire pour « xqzwkj »');
	});

	test('a facilitator composes a park of others, that cannot contain itself', async () => {
		const page = await visitors.visitAs('facilitator', way);
		const name = `Parc ${way.javaScriptEnabled ? 'vif' : 'calme'}`;
		await page.goto('/gestion/territoires');
		await follow(page, page.getByRole('button', { name: 'Composer' }));
		expect(await page.getByRole('alert').or(page.locator('.summary')).count()).toBeGreaterThan(0);
		await page.getByLabel('Nom', { exact: true }).fill(name);
		await page.getByLabel('Parc naturel régional').check();
		await follow(page, page.getByRole('button', { name: 'Composer' }));

		const field = page.getByLabel('Ajouter un territoire');
		await field.fill('rennes métropole');
		await follow(page, page.getByRole('button', { name: 'Ajouter', exact: true }));
		expect(await page.getByRole('button', { name: 'Retirer Rennes Métropole' }).count()).toBe(1);

		await field.fill('La Réunion');
		await follow(page, page.getByRole('button', { name: 'Ajouter', exact: true }));
		if (way.javaScriptEnabled) await expectAccessible(page);
		await page.getByLabel('La Réunion').first().check();
		await follow(page, page.getByRole('button', { name: 'Ajouter', exact: true }));
		expect(await page.getByRole('button', { name: 'Retirer La Réunion' }).count()).toBe(1);

		await field.fill(name);
		await follow(page, page.getByRole('button', { name: 'Ajouter', exact: true }));
		expect(await page.locator('main').textContent()).toContain('Ce territoire se contiendrait lui-même.');

		await follow(page, page.getByRole('button', { name: 'Retirer La Réunion' }));
		await follow(page, page.getByRole('link', { name: 'Voir sa page publique' }));
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
		if (way.javaScriptEnabled) await expectAccessible(page);
	});

	test('someone signed in adds a town abroad', async () => {
		const page = await visitors.visitAs('ally', way);
		await page.goto('/territoires/etranger');
		await page.getByLabel('Pays').selectOption('BE');
		await page.getByLabel('Ville').fill(way.javaScriptEnabled ? 'Liège' : 'Namur');
		await follow(page, page.getByRole('button', { name: 'Ajouter cette ville' }));
		expect(new URL(page.url()).pathname).toBe(
			`/territoires/lieu-be-${way.javaScriptEnabled ? 'liege' : 'namur'}`
		);
		await follow(page, page.getByRole('link', { name: 'Belgique' }));
		if (way.javaScriptEnabled) await expectAccessible(page);
	});
});

test('as one types, territories are suggested, and chosen with the keys alone', async () => {
	const page = await visitors.visitAs('facilitator');
	await page.goto('/gestion/territoires');
	await page.getByLabel('Nom', { exact: true }).fill('Périmètre au clavier');
	await page.getByLabel('Périmètre libre').check();
	await follow(page, page.getByRole('button', { name: 'Composer' }));

	await page.getByLabel('Ajouter un territoire').focus();
	const field = page.getByRole('combobox', { name: 'Ajouter un territoire' });
	await field.pressSequentially('bruz');
	const options = page.getByRole('listbox', { name: 'Territoires proposés' }).getByRole('option');
	await options.first().waitFor();
	expect(await options.first().textContent()).toContain('Bruz (35)');
	await expect.poll(() => page.getByRole('status').last().textContent()).toMatch(/proposé/);
	await expectAccessible(page);
	await field.press('ArrowDown');
	expect(await field.getAttribute('aria-activedescendant')).toBe('part-suggestion-0');
	expect(await options.first().getAttribute('aria-selected')).toBe('true');
	await field.press('Escape');
	expect(await field.getAttribute('aria-expanded')).toBe('false');
	await field.press('ArrowUp');
	await field.press('ArrowDown');
	await field.press('Enter');
	expect(await field.inputValue()).toBe('Bruz (35)');
	expect(await page.locator('input[name="part-id"]').inputValue()).toBe('commune-35047');
	await follow(page, page.getByRole('button', { name: 'Ajouter', exact: true }));
	expect(await page.getByRole('button', { name: 'Retirer Bruz (35)' }).count()).toBe(1);
});

test('the old code of a commune leads to the one that it became, unknown ones to nothing', async () => {
	const moved = await fetch(`${product}/territoires/commune-01340?voir=x`, { redirect: 'manual' });
	expect([moved.status, moved.headers.get('location')]).toEqual([308, '/territoires/commune-01015']);
	for (const id of ['commune-00000', "commune-'; --", 'x'.repeat(3000), '%00'])
		expect((await fetch(`${product}/territoires/${encodeURIComponent(id)}`)).status).toBe(404);
});

test('suggestions are read by machines too, and survive what they are asked', async () => {
	const asked = async (search: string) => {
		const answer = await fetch(`${product}/territoires/suggestions${search}`);
		expect(answer.status).toBe(200);
		return (await answer.json()) as { id: string; label: string; about: string }[];
	};
	expect((await asked('?q=rennes'))[0]).toMatchObject({ id: 'commune-35238', label: 'Rennes (35)' });
	expect((await asked('?q=rennes&genre=epci,x'))[0]).toMatchObject({ id: 'epci-243500139' });
	for (const search of ['', '?q=', '?q=%25', '?q=%27%3B--', `?q=${'%25'.repeat(500)}`, '?q=a%00b'])
		expect(Array.isArray(await asked(search))).toBe(true);
});

test('nobody else composes territories', async () => {
	const page = await visitors.visitAs('ally');
	expect((await page.goto('/gestion/territoires'))!.status()).toBe(403);
	const visitor = await visitors.visit({ path: '/territoires/etranger' });
	expect(new URL(visitor.url()).pathname).toBe('/connexion');
});

test.each([
	'/territoires',
	'/territoires?q=saint',
	'/territoires?q=zzzzqqq',
	'/territoires/commune-35238',
	'/territoires/departement-35?voir=commune',
	'/territoires/epci-200057867',
	'/territoires/region-11',
	'/territoires/pays-BE',
	'/en/territoires/region-53'
])('the page %s is light, accessible in light and in dark, and fits a narrow screen', async (path) => {
	const page = await visitors.visit();
	expect((await weigh(page, path)).bytes).toBeLessThanOrEqual(45 * 1024);
	await expectAccessible(page);
	await expectReadableInTheDark(page);
	await expectNarrow(page);
});
