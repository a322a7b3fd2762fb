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
const circlesSeen = '.france-map .circles a:visible';

describe.each(ways)('$name', ({ javaScriptEnabled }) => {
	test('a circle of the map leads to as many allies as it says, in the list', async () => {
		const page = await visitors.visit({ path: '/allies/carte', javaScriptEnabled });
		const circle = page.locator('.france-map .wide a.several').first();
		const [place, number] = (await circle.getAttribute('aria-label'))!.split(' : ');
		await follow(page, circle);
		expect(new URL(page.url()).pathname).toBe('/allies');
		expect(await page.locator('#compte').innerText()).toBe(number);
		expect(await page.locator('.chosen').first().innerText()).toContain(place!.split('-')[0]);
	});

	test('the map and the list are two views of one choice', async () => {
		const page = await visitors.visit({ path: '/allies?genre=association&region=53', javaScriptEnabled });
		const found = await page.locator('#compte').innerText();
		await follow(page, page.getByRole('link', { name: 'Carte', exact: true }));
		expect(new URL(page.url()).search).toBe('?genre=association&region=53');
		expect(await page.locator('#compte').innerText()).toBe(found);
		expect(await page.locator('.france-map').getAttribute('data-zoom')).not.toBe('1');
		await follow(page, page.locator('.tags .chosen').first());
		expect(new URL(page.url()).pathname).toBe('/allies/carte');
	});

	test('one looks closer, wider, and at the whole country again', async () => {
		const page = await visitors.visit({ path: '/allies/carte?cadre=230,290,4', javaScriptEnabled });
		const before = await labels(page);
		await go(page, 'Voir plus large', javaScriptEnabled);
		await go(page, 'Voir plus large', javaScriptEnabled);
		await expect.poll(async () => (await labels(page)).length).toBeGreaterThan(before.length);
		await go(page, 'Voir de plus près', javaScriptEnabled);
		await expect.poll(() => new URL(page.url()).searchParams.get('cadre')).toMatch(/,2$/);
	});

	test('the map says in words who is where, with the same numbers', async () => {
		const page = await visitors.visit({ path: '/allies/carte', javaScriptEnabled });
		await page.getByText('La carte en tableau').first().click();
		const row = page.getByRole('row').nth(1);
		const number = await row.locator('td.number').innerText();
		await follow(page, row.locator('th a'));
		expect(await page.locator('#compte').innerText()).toMatch(new RegExp(`^${number} alliés?$`));
	});
});

test('on a phone circles are regions, large enough for a finger, and none covers another', async () => {
	for (const width of [320, 390]) {
		const page = await visitors.visit({ path: '/allies/carte', viewport: { width, height: 800 } });
		const boxes = await page
			.locator(`${circlesSeen} .target`)
			.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().toJSON() as DOMRect));
		expect(boxes.length).toBeGreaterThan(3);
		for (const [index, { x, y, width: size }] of boxes.entries()) {
			expect(size).toBeGreaterThanOrEqual(24);
			for (const other of boxes.slice(index + 1))
				expect(Math.hypot(other.x - x, other.y - y)).toBeGreaterThanOrEqual((size + other.width) / 2 - 2);
		}
		expect(await labels(page)).toContainEqual(expect.stringMatching(/^Bretagne : /));
	}
});

test('with a mouse, a wheel and keys the map moves without another page', async () => {
	const page = await visitors.visit({ path: '/allies/carte' });
	const map = await awake(page);
	await map.evaluate((one) => one.scrollIntoView());
	await page.evaluate(() => ((window as unknown as { isSame: boolean }).isSame = true));
	const { x, y, width, height } = (await map.boundingBox())!;
	await page.mouse.move(x + width * 0.3, y + height * 0.4);
	await page.keyboard.down('Control');
	await page.mouse.wheel(0, -400);
	await page.keyboard.up('Control');
	await expect.poll(() => zoomIn(page)).toBeGreaterThan(2);
	const framed = () => map.getAttribute('viewBox');
	const closer = await framed();
	await page.mouse.down();
	await page.mouse.move(x + width * 0.3 + 80, y + height * 0.4 + 60, { steps: 4 });
	await page.mouse.up();
	expect(await framed()).not.toBe(closer);
	expect(new URL(page.url()).pathname).toBe('/allies/carte');

	await page.locator(circlesSeen).first().focus();
	const dragged = await framed();
	await page.keyboard.press('ArrowRight');
	await expect.poll(framed).not.toBe(dragged);
	await page.keyboard.press('0');
	await expect.poll(() => zoomIn(page)).toBe(1);
	await expect.poll(async () => (await labels(page)).some((label) => label.includes('Finistère'))).toBe(true);
	expect(await page.evaluate(() => (window as unknown as { isSame?: boolean }).isSame)).toBe(true);
});

test('the map follows what one types, and still moves', async () => {
	const page = await visitors.visit({ path: '/allies/carte' });
	await awake(page);
	await page.getByLabel('Nom, compétence ou mot').pressSequentially('zzzz');
	await page.locator('#compte', { hasText: '0 allié' }).waitFor();
	await page.getByLabel('Nom, compétence ou mot').fill('');
	await page.locator('.france-map').waitFor();
	await awake(page);
	await page.getByRole('link', { name: 'Voir de plus près', exact: true }).click();
	await expect.poll(() => zoomIn(page)).toBe(2);
});

describe.each(['/allies/carte', '/allies/carte?region=53', '/en/allies/carte?cadre=500,300,8'])(
	'%s',
	(path) => {
		test('is light, accessible in light and in dark, and fits a narrow screen', async () => {
			const page = await visitors.visit();
			const weight = await weigh(page, path);
			expect(weight.status).toBe(200);
			expect(weight.bytes, 'bytes of a first view').toBeLessThanOrEqual(60 * 1024);
			await expectAccessible(page);
			await expectReadableInTheDark(page);
			await expectNarrow(page);
		});
	}
);

test('an address that says nonsense still gives a map', async () => {
	const page = await visitors.visit();
	for (const search of [
		'?cadre=1,2',
		'?cadre=-5,99999,64',
		'?cadre=<b>&region=ZZZ&q=%00',
		'?departement=999&pres=mars-1'
	]) {
		expect((await page.goto(`/allies/carte${search}`))!.status()).toBe(200);
		expect((await page.request.get(`/allies/carte/points${search}`)).status()).toBe(200);
	}
});

function labels(page: Page): Promise<string[]> {
	return page.locator(circlesSeen).evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')!));
}

async function zoomIn(page: Page): Promise<number> {
	const [, , width] = (await page.locator('.france-map').getAttribute('viewBox'))!.split(' ').map(Number);
	return Math.round((1000 / width!) * 10) / 10;
}

/** A button of the map: another page without a script, the same page with one. */
async function go(page: Page, name: string, isAwake: boolean): Promise<void> {
	const link = page.getByRole('link', { name, exact: true });
	if (!isAwake) return follow(page, link);
	await awake(page);
	const before = page.url();
	await link.click();
	await expect.poll(() => page.url()).not.toBe(before);
}

/** The map once somebody has pointed at it. */
async function awake(page: Page) {
	await page.locator('.france-map').hover({ position: { x: 300, y: 20 } });
	const map = page.locator('.france-map.moves');
	await map.waitFor();
	return map;
}
