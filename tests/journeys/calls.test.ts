import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, expectNarrow, follow, ways } from './visitor.ts';

const visitors = browserOfThisFile();

const path = (page: Page) => new URL(page.url()).pathname;
const main = (page: Page) => page.locator('main').innerText();
const sendIn = (page: Page, form: string) =>
	follow(page, page.locator(`${form} button:not([type="button"])`).last());

/** A day of the calendar, so many days from now, as a form sends it. */
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

describe.each(ways)('allies $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';

	test('read a decided call and its reasons, apply to an open one in the name of an organisation, and change their mind', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: '/appels' });
		if (javaScriptEnabled) await expectAccessible(page);
		await follow(page, page.getByRole('link', { name: 'Veiller sur un premier budget participatif' }));
		expect(await main(page)).toMatch(/Commune de Saint-Aubin-des-Prés.*Elle a vécu deux budgets/s);
		expect(await main(page)).not.toContain('Écoles du Faire');
		if (javaScriptEnabled) {
			await expectAccessible(page);
			await expectNarrow(page);
		}

		const applicant = await visitors.visitAs(javaScriptEnabled ? 'board' : 'elected', { javaScriptEnabled });
		await applicant.goto('/appels/accompagner-le-recit-d-une-riviere');
		await follow(applicant, applicant.locator('main a[href$="/candidater"]'));
		await sendIn(applicant, 'form.application');
		expect(await main(applicant)).toContain('Dites pourquoi vous');
		if (javaScriptEnabled) await expectAccessible(applicant);
		await applicant.locator('[name="sentence"]').fill(`Nous aimons les rivières, ${suffix}.`);
		await sendIn(applicant, 'form.application');
		expect(await main(applicant)).toContain(`Nous aimons les rivières, ${suffix}.`);
		if (javaScriptEnabled) await expectAccessible(applicant);
		await follow(applicant, applicant.locator('form[action="?/leave"] button'));
		expect(await main(applicant)).not.toContain(`Nous aimons les rivières, ${suffix}.`);
	});

	test('publish a call with its criteria, apply to it, and are weighed by them', async () => {
		const page = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await page.goto('/gestion/appels/nouveau');
		if (javaScriptEnabled) await expectAccessible(page);
		await page.locator('[name="title"]').fill(`Un chantier ${suffix}`);
		await page.locator('[name="text"]').fill('Venez avec vos outils.');
		await page.locator('[name="deadline"]').fill(inDays(20));
		await sendIn(page, 'form.call');
		expect(await main(page)).toContain('Écrivez au moins un critère');
		await page.locator('[name="criterion1"]').fill('Envie');
		await page.locator('[name="weight1"]').fill('3');
		await sendIn(page, 'form.call');
		expect(path(page)).toBe(`/appels/un-chantier-${suffix}`);
		expect(await main(page)).toContain('compte pour 3 sur 3');

		const applicant = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await applicant.goto(`/appels/un-chantier-${suffix}/candidater`);
		await applicant.locator('[name="sentence"]').fill('J’ai une bêche.');
		await sendIn(applicant, 'form.application');
		await page.goto(`/gestion/appels/un-chantier-${suffix}`);
		await page.locator('[name="score1"]').selectOption('4');
		await sendIn(page, 'form.scores');
		expect(await main(page)).toMatch(/Moyenne pondérée.*4 sur 5/);
		expect(await main(page)).toContain('la décision se prend après le dernier jour');
		if (javaScriptEnabled) await expectAccessible(page);
	});
});
