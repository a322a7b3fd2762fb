import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, expectNarrow, follow, product, ways } from './visitor.ts';

const visitors = browserOfThisFile();

const main = (page: Page) => page.locator('main').innerText();
const tell = (page: Page) => follow(page, page.locator('form.outcome button'));

/** The links of the letters that ask what came of an introduction, one to each side. */
async function linksOfLetters(page: Page): Promise<string[]> {
	for (let tries = 0; tries < 40; tries += 1) {
		await page.goto('/demonstration/courrier');
		const links = page.locator('article', { hasText: 'Un mois après' }).locator('a[href*="/aide/suites/"]');
		if ((await links.count()) >= 2)
			return links.evaluateAll((all) =>
				all.map((link) => new URL((link as HTMLAnchorElement).href).pathname)
			);
		await page.waitForTimeout(250);
	}
	throw new Error('nobody was asked what came of it');
}

describe.each(ways)('a month after two were put in touch, one of them $name', ({ javaScriptEnabled }) => {
	const side = javaScriptEnabled ? 0 : 1;

	test('tells what came of it without signing in: opening the link answers nothing, and the last answer stands', async () => {
		const page = await visitors.visit({ javaScriptEnabled });
		const link = (await linksOfLetters(page))[side]!;
		const opened = await page.goto(link);
		expect(opened!.headers()['cache-control']).toContain('no-store');
		expect(await page.locator('[name="outcome"]:checked').count()).toBe(0);
		if (javaScriptEnabled) {
			await expectAccessible(page);
			await expectNarrow(page);
		}

		await page.locator('[name="sentence"]').fill('Un jeudi, à quatre.');
		await tell(page);
		expect(await page.title()).toMatch(/^Erreur/);
		expect(await page.locator('[name="sentence"]').inputValue()).toBe('Un jeudi, à quatre.');
		if (javaScriptEnabled) await expectAccessible(page);
		await page.locator('[name="outcome"][value="met"]').check();
		await tell(page);
		expect(await main(page)).toContain('Merci, c’est noté');
		if (javaScriptEnabled) await expectAccessible(page);

		const again = await visitors.visit({ javaScriptEnabled, path: link });
		expect(await again.locator('[name="outcome"]:checked').getAttribute('value')).toBe('met');
		expect(await again.locator('[name="sentence"]').inputValue()).toBe('Un jeudi, à quatre.');
		await again.locator('[name="outcome"][value="working-together"]').check();
		await tell(again);
		await again.goto(link);
		expect(await again.locator('[name="outcome"]:checked').getAttribute('value')).toBe('working-together');
	});

	test('who has a link that is not whole is told that it leads nowhere, and can tell nothing by it', async () => {
		const page = await visitors.visit({ javaScriptEnabled });
		const link = (await linksOfLetters(page))[side]!;
		for (const wrong of [link.slice(0, -1), `${link}A`, '/aide/suites/x', '/en/aide/suites/x'])
			expect((await page.goto(wrong))!.status(), wrong).toBe(404);
		if (javaScriptEnabled) await expectAccessible(page);
		const sent = await fetch(product + link.slice(0, -1), {
			method: 'POST',
			headers: { origin: product },
			body: new URLSearchParams({ outcome: 'no-need' })
		});
		expect(sent.status).toBe(404);
		await page.goto(link);
		expect(await page.locator('[name="outcome"]:checked').getAttribute('value')).toBe('working-together');
	});
});
