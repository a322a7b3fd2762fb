import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, expectNarrow, follow, ways } from './visitor.ts';

const visitors = browserOfThisFile();

const path = (page: Page) => new URL(page.url()).pathname;
const main = (page: Page) => page.locator('main').innerText();
const sendIn = (page: Page, form: string) =>
	follow(page, page.locator(`${form} button:not([type="button"])`).last());

async function choose(page: Page, name: string): Promise<void> {
	const box = page.locator('.choice', { has: page.locator(`label:text-is("${name}")`) }).locator('input');
	if (!(await box.isVisible())) await page.locator('details.theme', { has: box }).locator('summary').click();
	await box.check();
}

/** A day of the calendar, so many days from now, as a form sends it. */
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** Opens the latest mail of the outbox that the demonstration shows, and gives the link in it. */
async function linkOfLatestMail(page: Page, subject: string): Promise<string> {
	for (let tries = 0; tries < 40; tries += 1) {
		await page.goto('/demonstration/courrier');
		const mail = page.locator('article').filter({ hasText: subject }).first();
		if ((await mail.count()) > 0) {
			const link = await mail.locator('a[href*="/aide/"]').getAttribute('href');
			return new URL(link!, page.url()).pathname;
		}
		await page.waitForTimeout(250);
	}
	throw new Error(`no mail about ${subject}`);
}

describe.each(ways)('two people $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';

	test('say a need after a mistake that loses nothing, read who could help and why, and are put in touch once both agree', async () => {
		const asker = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await asker.goto('/aide');
		if (javaScriptEnabled) await expectAccessible(asker);
		await follow(asker, asker.locator('main a[href="/aide/demander"]'));
		const sentence = `Animer une veillée sur le bocage, ${suffix}`;
		await asker.locator('[name="sentence"]').fill(sentence);
		await asker.locator('[name="place"]').fill('Saint-Aubin');
		await sendIn(asker, 'form.need');
		expect(await asker.title()).toMatch(/^Erreur/);
		expect(await main(asker)).toContain('Choisissez au moins une compétence');
		expect(await asker.locator('[name="sentence"]').inputValue()).toBe(sentence);
		await choose(asker, 'Facilitation');
		await sendIn(asker, 'form.need');
		expect(await main(asker)).toContain('Plusieurs lieux peuvent s’appeler ainsi');
		expect(await asker.getByRole('checkbox', { name: 'Facilitation', exact: true }).isChecked()).toBe(true);
		if (javaScriptEnabled) await expectAccessible(asker);
		await asker.locator('[name="place-id"]').first().check();
		await sendIn(asker, 'form.need');
		expect(path(asker)).toMatch(/^\/aide\/besoins\//);
		expect(await main(asker)).toMatch(/Atelier des Passerelles.*propose.:.Facilitation/s);
		if (javaScriptEnabled) await expectAccessible(asker);

		const passerelles = 'a[href$="/contacter/atelier-des-passerelles"]';
		await follow(asker, asker.locator(passerelles));
		await asker.locator('[name="word"]').fill(`Venez-vous chez nous ? ${suffix}`);
		await asker.locator('[name="contactEmail"]').fill('');
		await sendIn(asker, 'form.introduction');
		expect(await main(asker)).toContain('Donnez au moins une façon de vous joindre');
		expect(await asker.locator('[name="word"]').inputValue()).toContain(suffix);
		if (javaScriptEnabled) await expectAccessible(asker);
		await asker.locator('[name="contactPhone"]').fill('06 01 02 03 04');
		await sendIn(asker, 'form.introduction');
		expect(await main(asker)).toContain('en attente');
		const page = path(asker);

		const helper = await visitors.visitAs('facilitator', { javaScriptEnabled });
		expect(await linkOfLatestMail(helper, `Venez-vous chez nous ? ${suffix}`)).toBe(page);
		await helper.goto(page);
		expect(await main(helper)).toContain(`Venez-vous chez nous ? ${suffix}`);
		expect(await main(helper)).not.toContain('06 01 02 03 04');
		if (javaScriptEnabled) await expectAccessible(helper);
		await follow(helper, helper.locator('form[action="?/agree"] button'));
		expect(await main(helper)).toContain('06 01 02 03 04');
		if (javaScriptEnabled) {
			await expectAccessible(helper);
			await expectNarrow(helper);
		}

		await asker.goto(page);
		expect(await main(asker)).toContain('claire.moreau@exemple.fr');
		await asker.locator('[name="outcome"][value="met"]').check();
		await sendIn(asker, 'form.outcome');
		expect(await main(asker)).toContain('Merci, c’est noté');

		const stranger = await visitors.visitAs('newcomer', { javaScriptEnabled });
		expect((await stranger.goto(page))!.status()).toBe(404);
	});

	test('offer help with a need that they read, and are declined quietly', async () => {
		const asker = await visitors.visitAs('officer', { javaScriptEnabled });
		await asker.goto('/aide');
		const need = asker.locator('a.card-link', { hasText: 'soirées d’habitants' }).first();
		const helper = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await helper.goto((await need.getAttribute('href'))!);
		if (javaScriptEnabled) await expectAccessible(helper);
		await follow(helper, helper.locator('main a[href$="/proposer"]'));
		await helper.locator('[name="word"]').fill(`Je sais animer, ${suffix}.`);
		if (javaScriptEnabled) await expectAccessible(helper);
		await sendIn(helper, 'form.introduction');
		const page = path(helper);

		await asker.goto('/aide/mises-en-relation');
		if (javaScriptEnabled) await expectAccessible(asker);
		await asker.goto(page);
		await follow(asker, asker.locator('form[action="?/decline"] button'));
		expect(await main(asker)).toContain('vous avez décliné');
		await helper.goto(page);
		expect(await main(helper)).toContain('pas cette fois');
		expect(await main(helper)).not.toMatch(/déclin/);
	});

	test('say not to be asked for a while, and are no longer proposed', async () => {
		const helper = await visitors.visitAs('contact', { javaScriptEnabled });
		await helper.goto('/aide/mises-en-relation');
		await helper.locator('[name="state"][value="away"]').check();
		await sendIn(helper, 'form[action="?/availability"]');
		expect(await helper.title()).toMatch(/^Erreur/);
		await helper.locator('[name="state"][value="away"]').check();
		await helper.locator('[name="until"]').fill(inDays(5));
		await sendIn(helper, 'form[action="?/availability"]');
		expect(await main(helper)).toContain('à ne pas solliciter jusqu’au');
		await helper.locator('[name="state"][value="unsaid"]').check();
		await sendIn(helper, 'form[action="?/availability"]');
		expect(await main(helper)).not.toContain('à ne pas solliciter jusqu’au');
	});

	test('who facilitates reads the needs, proposes an introduction, and notes what came of another', async () => {
		const page = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await page.goto('/gestion/mises-en-relation');
		if (javaScriptEnabled) await expectAccessible(page);
		await follow(page, page.locator('main .lines a', { hasText: 'soirées d’habitants' }).first());
		if (javaScriptEnabled) await expectAccessible(page);
		await page.locator('[name="helper"]:not([value="atelier-des-passerelles"])').first().check();
		await sendIn(page, 'main form');
		expect(await main(page)).toContain('Écrivez quelques mots');

		await page.goto('/gestion/mises-en-relation?liste=suites');
		expect(await main(page)).toContain('Commune de Saint-Aubin-des-Prés ↔ Coopérative des Trois Rivières');
		if (javaScriptEnabled) await expectAccessible(page);
		await follow(page, page.getByRole('link', { name: /Saint-Aubin.*Trois Rivières/ }));
		await page.locator('[name="outcome"][value="working-together"]').check();
		if (javaScriptEnabled) await expectAccessible(page);
		await sendIn(page, 'form.outcome');
		expect(await main(page)).toContain('Nous travaillons ensemble');
	});
});

test('who does not facilitate is refused where facilitators work', async () => {
	const page = await visitors.visitAs('ally');
	for (const room of ['/gestion/mises-en-relation', '/gestion/appels', '/gestion/appels/nouveau'])
		expect((await page.goto(room))!.status()).toBe(403);
	for (const nothing of ['/aide/besoins/x', '/aide/suites/x', '/appels/rien', '/aide/mises-en-relation/1'])
		expect((await page.goto(nothing))!.status()).toBe(404);
});
