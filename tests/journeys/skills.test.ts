import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	product,
	ways
} from './visitor.ts';

const visitors = browserOfThisFile();

const path = (page: Page) => new URL(page.url()).pathname;
const main = (page: Page) => page.locator('main').innerText();
const writing = (page: Page) => page.locator('form:has([name="nameFr"])');
const send = (page: Page) => follow(page, writing(page).locator('button').last());
const suffixOf = (javaScriptEnabled: boolean) => (javaScriptEnabled ? 'tour' : 'four');

async function choose(page: Page, name: string): Promise<void> {
	const choice = page.locator('.choice', { hasText: name });
	await page.locator('details', { has: choice }).locator('summary').click();
	await choice.locator('input').check();
}

describe.each(ways)('a visitor $name', ({ javaScriptEnabled }) => {
	const suffix = suffixOf(javaScriptEnabled);

	test('finds a skill by another of its names with a slip, reads what it means, and goes to its neighbours', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: '/competences' });
		if (javaScriptEnabled) await expectAccessible(page);
		await page.locator('main [name="q"]').fill('Concertasion');
		await follow(page, page.locator('form.search button'));
		expect(await main(page)).toContain('on dit aussi «\u00a0concertation\u00a0»');
		if (javaScriptEnabled) await expectAccessible(page);

		await follow(page, page.getByRole('link', { name: 'Facilitation', exact: true }));
		expect(path(page)).toBe('/competences/facilitation');
		expect(await main(page)).toContain('intelligence collective');
		if (javaScriptEnabled) await expectAccessible(page);
		await follow(page, page.getByRole('link', { name: 'Les alliés qui l’offrent' }));
		expect(page.url()).toMatch(/\/allies\?competence=facilitation$/);
		await page.goBack();
		await follow(page, page.getByRole('link', { name: 'Médiation', exact: true }));
		expect(path(page)).toBe('/competences/mediation');

		await page.goto('/competences?q=xqzwk');
		expect(await main(page)).toContain('Aucune compétence ne ressemble');
		await page.goto('/en/competences?q=wetland');
		expect(await main(page)).toContain('Water and wetlands');
	});

	test('who facilitates adds a skill after a mistake that loses nothing, retires it and brings it back', async () => {
		const page = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await follow(page, page.locator('header a[href="/gestion"]'));
		await follow(page, page.locator('main a[href="/gestion/competences"]'));
		await follow(page, page.locator('a[href="/gestion/competences/ajouter"]'));
		await page.locator('[name="nameFr"]').fill(`Poterie au ${suffix}`);
		await page.locator('[name="aliasesFr"]').fill(`argile au ${suffix}\nVÉLO`);
		await page.locator('[name="theme"]').selectOption({ label: 'Santé, culture et solidarités' });
		await choose(page, 'Arts et culture');
		await send(page);
		expect(path(page)).toBe('/gestion/competences/ajouter');
		expect(await page.title()).toMatch(/^Erreur/);
		expect(await main(page)).toContain('«\u00a0VÉLO\u00a0» est déjà un nom de «\u00a0Mobilité\u00a0»');
		expect(await page.locator('[name="nameFr"]').inputValue()).toBe(`Poterie au ${suffix}`);
		expect(await page.getByRole('checkbox', { name: 'Arts et culture' }).isChecked()).toBe(true);
		if (javaScriptEnabled) await expectAccessible(page);

		await page.locator('[name="aliasesFr"]').fill(`argile au ${suffix}`);
		await send(page);
		expect(path(page)).toBe(`/competences/poterie-au-${suffix}`);
		expect(await main(page)).toMatch(/argile.*Arts et culture/s);

		await follow(page, page.locator('main a[href$="/modifier"]'));
		if (javaScriptEnabled) await expectAccessible(page);
		await follow(page, page.locator('form[action="?/retire"] button'));
		expect(await main(page)).toContain('n’est plus proposée');
		await page.goto(`/competences?q=argile au ${suffix}`);
		expect(await main(page)).not.toContain(`Poterie au ${suffix}`);
		await page.goto(`/gestion/competences/poterie-au-${suffix}/modifier`);
		await follow(page, page.locator('form[action="?/bringBack"] button'));
		expect(await main(page)).not.toContain('n’est plus proposée');
	});

	test('who facilitates merges two skills, having seen what moves, and the old address leads to the other', async () => {
		const page = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await page.goto('/gestion/competences/ajouter');
		await page.locator('[name="nameFr"]').fill(`Vannerie au ${suffix}`);
		await page.locator('[name="theme"]').selectOption({ label: 'Énergie et matières' });
		await send(page);
		await page.goto(`/gestion/competences/vannerie-au-${suffix}/modifier`);
		await page.locator('[name="avec"]').selectOption({ label: 'Techniques sobres' });
		await follow(page, page.locator('form[action$="/reunir"] button'));
		expect(await main(page)).toContain(`/competences/vannerie-au-${suffix}`);
		if (javaScriptEnabled) {
			await expectAccessible(page);
			await expectNarrow(page);
		}
		await follow(page, page.locator('main form button'));
		expect(path(page)).toBe('/competences/low-tech');
		expect(await main(page)).toContain(`Vannerie au ${suffix}`);
		await page.goto(`/competences/vannerie-au-${suffix}`);
		expect(path(page)).toBe('/competences/low-tech');
		await page.goto(`/competences?q=vannerie au ${suffix}`);
		expect(await main(page)).toContain('Techniques sobres');
	});
});

test('as one types, only the boxes whose name or other names match stay, and those ticked stay ticked', async () => {
	const page = await visitors.visitAs('facilitator');
	await page.goto('/gestion/competences/eau/modifier');
	await page.locator('fieldset#neighbours').scrollIntoViewIfNeeded();
	const filter = page.locator('#neighbours-filter');
	await filter.fill('Vélo');
	expect(await page.getByRole('checkbox', { name: 'Mobilité', exact: true }).isVisible()).toBe(true);
	for (const other of ['Facilitation', 'Habitat et logement'])
		expect(await page.locator('.choice', { hasText: other }).first().isVisible(), other).toBe(false);
	expect(await page.locator('#neighbours [role="status"]').innerText()).toContain('1 compétence');
	await expectAccessible(page);

	await filter.press('Tab');
	while (
		(await page.evaluate(() => document.activeElement?.parentElement?.textContent?.trim())) !== 'Mobilité'
	)
		await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await filter.fill('');
	expect(await page.getByRole('checkbox', { name: 'Mobilité', exact: true }).isChecked()).toBe(true);
	await filter.press('Enter');
	expect(path(page)).toBe('/gestion/competences/eau/modifier');
});

const kept = [
	'/gestion',
	'/gestion/competences',
	'/gestion/competences/ajouter',
	'/gestion/competences/eau/modifier'
];
const rest = ['/gestion/competences/theme?cle=vivant', '/gestion/competences/eau/reunir?avec=rien'];

test.each([...kept, ...rest])(
	'the page %s is for facilitators, accessible, and fits a narrow screen',
	async (at) => {
		const page = await visitors.visitAs('facilitator');
		for (const language of ['', '/en']) {
			await page.goto(language + at);
			await expectAccessible(page);
		}
		await expectReadableInTheDark(page);
		await expectNarrow(page);

		const ally = await visitors.visitAs('ally');
		expect((await ally.goto(at))!.status()).toBe(403);
		const stranger = await fetch(product + at, { redirect: 'manual' });
		expect(stranger.headers.get('location')).toMatch(/^\/connexion/);
	}
);

test('a theme is renamed, and read under its new name', async () => {
	const page = await visitors.visitAs('administrator');
	await page.goto('/gestion/competences');
	await follow(page, page.locator('a[href$="cle=action-publique"]'));
	await page.locator('[name="nameFr"]').fill(' ');
	await follow(page, page.locator('main form button'));
	expect(await page.title()).toMatch(/^Erreur/);
	await page.locator('[name="nameFr"]').fill('Le droit et les communes');
	await follow(page, page.locator('main form button'));
	await page.goto('/competences');
	expect(await main(page)).toContain('Le droit et les communes');
	expect((await page.goto('/gestion/competences/theme?cle=rien'))!.status()).toBe(404);
});

test('a script in every text of a skill is shown as text', async () => {
	const script = '<script>document.title="pris"</script><img src=x onerror=alert(1)>';
	const page = await visitors.visitAs('facilitator');
	await page.goto('/gestion/competences/ajouter');
	for (const field of ['nameFr', 'nameEn', 'aboutFr', 'aboutEn', 'aliasesFr'])
		await page.locator(`[name="${field}"]`).fill(`${script.slice(0, 70)} ${field}`);
	await page.locator('[name="theme"]').selectOption({ index: 1 });
	await send(page);
	expect(path(page)).toMatch(/^\/competences\/script/);
	for (const at of [path(page), '/competences', '/competences?q=<script>', '/gestion/competences']) {
		await page.goto(at);
		expect(await main(page)).toContain('<script>document.title');
		expect(await page.title()).not.toBe('pris');
	}
});
