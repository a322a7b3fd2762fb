import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, expectNarrow, follow, product, ways } from './visitor.ts';

const visitors = browserOfThisFile();

describe.each(ways)('a visitor $name', ({ javaScriptEnabled }) => {
	test('searches from any page, chooses a kind, and reads what was found where it is', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: '/charte' });
		await page.locator('.head-search input').fill('conviction');
		await follow(page, page.locator('.head-search button'));
		expect(page.url()).toBe(`${product}/recherche?q=conviction`);
		expect(await page.locator('main h2').innerText()).toMatch(/résultats? pour «\u00a0conviction\u00a0»/);
		expect(await page.locator('.results mark').allInnerTexts()).toContain('convictions');
		if (javaScriptEnabled) await expectAccessible(page);

		await follow(page, page.locator('.tabs a', { hasText: 'Les articles de la charte' }));
		expect(await page.locator('.tabs [aria-current="page"]').innerText()).toMatch(
			/^Les articles de la charte/
		);
		await page.locator('.results a').first().click();
		await page.waitForURL(/\/charte#article-\d+$/);
		expect(await page.locator(new URL(page.url()).hash).isVisible()).toBe(true);
	});

	test('on a phone follows a link to the page that searches', async () => {
		const viewport = { width: 390, height: 844 };
		const page = await visitors.visit({ javaScriptEnabled, viewport });
		expect(await page.locator('.head-search').isVisible()).toBe(false);
		await follow(page, page.locator('.account a[href="/recherche"]'));
		expect(new URL(page.url()).pathname).toBe('/recherche');
		await page.locator('main [name="q"]').fill('alliance');
		await page.locator('main [name="q"]').press('Enter');
		await page.waitForURL(/q=alliance/);
		expect(await page.locator('.results li').count()).toBeGreaterThan(0);
		if (javaScriptEnabled) await expectAccessible(page);
		await expectNarrow(page);
	});

	test('slips, and is shown what was meant; or is told what to try', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: '/recherche?q=concertatoin' });
		expect(await page.locator('.notice').innerText()).toContain('«\u00a0concertation\u00a0»');
		expect(await page.locator('.results li').count()).toBeGreaterThan(0);

		await page.goto('/recherche?q=concertation+zzzzzz');
		expect(await page.locator('.empty').innerText()).toContain('Rien ne correspond');
		if (javaScriptEnabled) await expectAccessible(page);
		await follow(page, page.locator('.empty a', { hasText: 'concertation' }));
		expect(await page.locator('.results li').count()).toBeGreaterThan(0);
	});

	test('who types too little or too much is told so, and keeps what they typed', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: '/recherche?q=e' });
		expect(await page.locator('#q-error').innerText()).toContain('deux lettres');
		expect(await page.locator('main [name="q"]').inputValue()).toBe('e');
		if (javaScriptEnabled) await expectAccessible(page);
		await page.goto(`/recherche?q=${'eau '.repeat(60)}`);
		expect(await page.locator('#q-error').innerText()).toContain('100');
	});
});

test('what was typed is text, in every place of the page', async () => {
	const page = await visitors.visit();
	await page.goto(`/recherche?q=${encodeURIComponent('<img src=x onerror=alert(1)> concertation')}`);
	expect(await page.locator('main img').count()).toBe(0);
	expect(await page.locator('main [name="q"]').inputValue()).toContain('<img');
});

test('a browser learns how to search here, in both languages', async () => {
	for (const [language, path] of [
		['fr', '/recherche'],
		['en', '/en/recherche']
	] as const) {
		const prefix = language === 'en' ? '/en' : '';
		const home = await (await fetch(`${product}${prefix || '/'}`)).text();
		expect(home).toContain(`href="${prefix}/opensearch.xml"`);
		const answer = await fetch(`${product}${prefix}/opensearch.xml`);
		expect(answer.headers.get('content-type')).toContain('application/opensearchdescription+xml');
		expect(await answer.text()).toContain(`${path}?q={searchTerms}`);
	}
});

test.each([
	'?q=%00%25_%27%22%5C',
	'?q=%F0%9F%8C%BF%E2%80%AE',
	'?q=a%26%7C%21%3A*%28%29',
	`?q=${'a'.repeat(5000)}`,
	'?q=alliance&type=%3Cscript%3E',
	'?q=alliance&apres=1_x',
	'?q=alliance&avant=0_article_1',
	'?q=alliance&q=charte'
])('whoever asks for /recherche%s gets a clear answer', async (asked) => {
	const answer = await fetch(`${product}/recherche${asked}`);
	expect(answer.status).toBe(200);
	expect(await answer.text()).not.toMatch(/drizzle|syntax error|node_modules/);
});
