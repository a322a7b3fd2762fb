import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	weigh
} from './visitor.ts';

const visitors = browserOfThisFile();
const budget = { bytes: 40 * 1024, requests: 6 };

const everyone = [
	'/',
	'/charte',
	'/charte/versions',
	'/charte/versions/1',
	'/charte/registre',
	'/charte/registre?q=solidaire',
	'/recherche',
	'/recherche?q=alliance',
	'/charte/signer',
	'/charte/revision',
	'/competences',
	'/competences?q=concertasion',
	'/competences/facilitation',
	'/donnees',
	'/connexion',
	'/accessibilite',
	'/donnees-personnelles',
	'/hors-ligne',
	'/styleguide',
	'/demonstration/courrier',
	'/cette-page-n-existe-pas'
];
const anonymous = everyone.flatMap((path) => [path, path === '/' ? '/en' : `/en${path}`]);

describe.each(anonymous)('the page %s', (path) => {
	test('is light, accessible in light and in dark, and fits a narrow screen', async () => {
		const page = await visitors.visit();
		const weight = await weigh(page, path);
		expect(weight.status).toBe(path.includes('existe-pas') ? 404 : 200);
		expect(weight.bytes, 'bytes of a first view').toBeLessThanOrEqual(budget.bytes);
		expect(weight.requests, 'requests of a first view').toBeLessThanOrEqual(budget.requests);
		expect(await page.locator('html').getAttribute('lang')).toBe(path.startsWith('/en') ? 'en' : 'fr');
		await expectAccessible(page);
		await expectReadableInTheDark(page);
		await expectNarrow(page);
	});
});

const signedIn = [
	'/moi',
	'/moi/securite',
	'/moi/donnees',
	'/moi/notifications',
	'/moi/notifications/reglages',
	'/charte/signer',
	'/charte/ma-signature',
	'/charte/revision'
];

test.each(signedIn)(
	'the page %s of someone signed in is accessible and fits a narrow screen',
	async (path) => {
		const page = await visitors.visitAs('ally');
		await page.goto(path);
		expect(new URL(page.url()).pathname).toBe(path);
		await expectAccessible(page);
		await expectNarrow(page);
	}
);

test('someone who uses a keyboard reaches the content first, and always sees where they are', async () => {
	const page = await visitors.visit({ path: '/charte' });
	await page.keyboard.press('Tab');
	expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#contenu');
	for (let press = 0; press < 8; press += 1) {
		await page.keyboard.press('Tab');
		const outline = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
		expect(outline).not.toBe('none');
	}
});

test('a demonstration says that it is one on every page', async () => {
	const page = await visitors.visit();
	for (const path of ['/', '/charte', '/charte/registre', '/connexion', '/cette-page-n-existe-pas']) {
		await page.goto(path);
		expect(await page.locator('.demonstration').count(), path).toBe(1);
	}
});
