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

describe.each(ways)('someone who looks for an ally, $name', (way) => {
	test('types a word, refines by choices that say how many they keep, and opens a page', async () => {
		const page = await visitors.visit({ ...way, path: '/allies' });
		const before = await countOn(page);
		await page.getByLabel('Nom, compétence ou mot').fill('énergie');
		await follow(page, page.getByRole('button', { name: 'Chercher', exact: true }));
		expect(await countOn(page)).toBeGreaterThan(0);
		expect(await countOn(page)).toBeLessThan(before);

		await page.goto('/allies');
		const states = page.getByRole('link', { name: /^Service ou agence de l’État/ });
		const promised = Number(/\d+/.exec((await states.textContent()) ?? '')?.[0]);
		await follow(page, states);
		expect(await countOn(page)).toBe(promised);
		expect(new URL(page.url()).search).toBe('?genre=state');

		await follow(page, page.getByRole('link', { name: 'ADEME' }));
		expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('ADEME');
	});

	test('who finds nobody is told which choice to leave out', async () => {
		const page = await visitors.visit({ ...way, path: '/allies?genre=state&q=solidaire' });
		expect(await countOn(page)).toBe(0);
		await follow(page, page.getByRole('link', { name: /^sans « solidaire »/ }));
		expect(await countOn(page)).toBeGreaterThan(0);
	});

	test('every ally is on one page and only one', async () => {
		const page = await visitors.visit({ ...way, path: '/allies' });
		const total = await countOn(page);
		const names: string[] = [];
		for (;;) {
			names.push(...(await page.locator('#annuaire h3').allTextContents()));
			const next = page.getByRole('link', { name: 'Page suivante' });
			if ((await next.count()) === 0) break;
			await follow(page, next);
		}
		expect(new Set(names).size).toBe(total);
	});
});

test('the directory answers as one types', async () => {
	const page = await visitors.visit({ path: '/allies' });
	const before = await countOn(page);
	const woken = page.waitForResponse(/islands\/parts\/LiveSearch/);
	await page.getByLabel('Nom, compétence ou mot').focus();
	await woken;
	await page.getByLabel('Nom, compétence ou mot').pressSequentially('cerema');
	await expect.poll(() => countOn(page)).toBeLessThan(before);
	expect(await page.getByRole('status').textContent()).toMatch(/1 allié/);
	expect(new URL(page.url()).searchParams.get('q')).toBe('cerema');
});

test.each(['/allies', '/allies?genre=association', '/allies?q=zzzzzz', '/en/allies?q=energy'])(
	'the page %s is light, accessible in light and in dark, and fits a narrow screen',
	async (path) => {
		const page = await visitors.visit();
		expect((await weigh(page, path)).bytes).toBeLessThanOrEqual(40 * 1024);
		await expectAccessible(page);
		await expectReadableInTheDark(page);
		await expectNarrow(page);
	}
);

async function countOn(page: Awaited<ReturnType<typeof visitors.visit>>): Promise<number> {
	return Number(/\d+/.exec((await page.locator('#compte').textContent()) ?? '')?.[0] ?? 0);
}
