import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	ways,
	weigh
} from './visitor.ts';

const visitors = browserOfThisFile();
const main = (page: Page) => page.locator('main').innerText();
const titles = (page: Page) => page.locator('main .dates .title').allInnerTexts();

describe.each(ways)('the agenda that one chooses, $name', ({ javaScriptEnabled }) => {
	test('somebody finds what is open to them, registers, and no longer finds it there', async () => {
		const page = await visitors.visitAs('ally', { javaScriptEnabled });
		await page.goto('/agenda');
		const all = (await titles(page)).length;
		await page.locator('[name="ouvertes"]').check();
		await page.locator('[name="genre"]').selectOption('initiation-online');
		await follow(page, page.locator('.agenda-search button'));
		expect(new URL(page.url()).search).toContain('ouvertes=1');
		expect(new URL(page.url()).search).toContain('genre=initiation-online');
		const open = (await titles(page)).length;
		expect(open).toBeGreaterThan(0);
		expect(open).toBeLessThan(all);
		expect(await main(page)).toContain(`${open} rencontre`);
		if (javaScriptEnabled) await expectAccessible(page);
		await follow(page, page.locator('main .dates .title a').first());
		await follow(page, page.locator('main a[href$="/inscription"]'));
		await follow(page, page.locator('form.registration button'));
		await page.goto('/agenda?ouvertes=1&genre=initiation-online');
		expect((await titles(page)).length).toBe(open - 1);
		await follow(page, page.getByRole('link', { name: 'Toutes les rencontres' }));
		expect(new URL(page.url()).search).toBe('?genre=initiation-online');
	});

	test('a visitor who is not signed in finds what is open to everybody', async () => {
		const page = await visitors.visit({ path: '/agenda', javaScriptEnabled });
		await page.getByLabel('Celles où l’on peut s’inscrire').check();
		await follow(page, page.locator('.agenda-search button'));
		expect(await main(page)).toContain('Tout le monde peut s’y inscrire');
		if (javaScriptEnabled) {
			await expectAccessible(page);
			await expectReadableInTheDark(page);
			await expectNarrow(page);
		}
	});

	test('a circle of the map leads to the gatherings that it counts; the table says the same', async () => {
		const page = await visitors.visit({ path: '/agenda', javaScriptEnabled });
		await follow(page, page.getByRole('link', { name: 'Voir sur une carte' }));
		expect(new URL(page.url()).pathname).toBe('/agenda/carte');
		expect(await main(page)).toMatch(/\d+ rencontres? en ligne/);
		const circle = page.locator('.france-map .wide a.several').first();
		const [, counted] = (await circle.getAttribute('aria-label'))!.split(' : ');
		await follow(page, circle);
		expect(new URL(page.url()).pathname).toBe('/agenda');
		expect(`${(await titles(page)).length} rencontres`).toBe(counted);
		await follow(page, page.getByRole('link', { name: 'Voir sur une carte' }));
		expect(new URL(page.url()).search).toMatch(/lieu=departement-/);
		await page.getByText('La carte en tableau').first().click();
		const row = page.getByRole('row').nth(1);
		const number = await row.locator('td.number').innerText();
		await follow(page, row.locator('th a'));
		expect(String((await titles(page)).length)).toBe(number);
	});
});

test.each([
	'/agenda/carte',
	'/agenda/carte?lieu=region-53&genre=initiation-in-person',
	'/en/agenda/carte?passees=1'
])('%s is light, accessible in light and in dark, and fits a narrow screen', async (path) => {
	const page = await visitors.visit();
	const weight = await weigh(page, path);
	expect(weight.status).toBe(200);
	expect(weight.bytes, 'bytes of a first view').toBeLessThanOrEqual(60 * 1024);
	await expectAccessible(page);
	await expectReadableInTheDark(page);
	await expectNarrow(page);
});
