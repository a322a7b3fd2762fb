import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, expectNarrow, follow, product, ways } from './visitor.ts';

const visitors = browserOfThisFile();

const main = (page: Page) => page.locator('main').innerText();
const path = (page: Page) => new URL(page.url()).pathname;
const send = (page: Page) => follow(page, page.locator('form.registration button'));
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** Plans a gathering as a facilitator; says its address. */
async function planned(page: Page, as: Record<string, string>): Promise<string> {
	await page.goto('/agenda/nouvelle');
	const { kind = 'other', ...fields } = as;
	await page.locator('[name="kind"]').selectOption(kind);
	await page.locator('[name="day"]').fill(inDays(20));
	await page.locator('[name="from"]').fill('18:00');
	await page.locator('[name="to"]').fill('19:00');
	await page.locator('[name="summary"]').fill('Faire ensemble.');
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
	await page.locator('[name="registers"]').check();
	await page.locator('[name="asks"][value="diet"]').check();
	await follow(page, page.locator('form.stack-wide button:not([type="button"])').last());
	return path(page);
}

/** The link of the letter that offers a seat, from the outbox of the demonstration. */
async function linkOffered(page: Page, title: string): Promise<string> {
	for (let tries = 0; tries < 60; tries += 1) {
		await page.goto('/demonstration/courrier');
		const letter = page.locator('article', { hasText: `Une place s’est libérée : ${title}` });
		const link = letter.locator('a[href*="/agenda/place/"]').first();
		if ((await link.count()) > 0) return new URL((await link.getAttribute('href'))!, product).pathname;
		await page.waitForTimeout(250);
	}
	throw new Error('nobody was offered the seat');
}

describe.each(ways)('people of the alliance $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';
	const inspect = async (page: Page) => {
		if (javaScriptEnabled) await expectAccessible(page);
	};

	test('register for the last seat, wait for one, leave, and take the seat that is offered', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const title = `Atelier ${suffix}`;
		const link = 'https://visio.exemple.org/atelier';
		const gathering = await planned(host, { title, capacity: '1', link });
		expect(await main(host)).toContain('Il reste 1 place.');

		const anonymous = await visitors.visit({ javaScriptEnabled, path: gathering });
		expect(await main(anonymous)).not.toContain('Participer en ligne');
		await follow(anonymous, anonymous.locator('main a[href$="/inscription"]'));
		expect(path(anonymous)).toBe('/connexion');

		const first = await visitors.visitAs('ally', { javaScriptEnabled });
		await first.goto(gathering);
		await follow(first, first.locator('main a[href$="/inscription"]'));
		await inspect(first);
		await first.locator('[name="diet"]').fill('=Sans gluten');
		await first.locator('[name="guest1"]').fill('Lou');
		await first.locator('[name="guest2"]').fill('lou');
		await send(first);
		expect(await main(first)).toContain('deux fois la même personne');
		await inspect(first);
		expect(await first.locator('[name="diet"]').inputValue()).toBe('=Sans gluten');
		expect(await first.locator('[name="guest2"]').inputValue()).toBe('lou');
		for (const guest of ['guest1', 'guest2']) await first.locator(`[name="${guest}"]`).fill('');
		await send(first);
		expect(path(first)).toBe(gathering);
		expect(await main(first)).toMatch(/Vous.*A une place/s);
		expect(await first.locator(`main a[href="${link}"]`).count()).toBe(1);
		await inspect(first);

		const second = await visitors.visitAs('officer', { javaScriptEnabled });
		await second.goto(gathering);
		expect(await main(second)).toContain('C’est complet');
		await follow(second, second.locator('main a[href$="/inscription"]'));
		await send(second);
		expect(await main(second)).toContain('En attente');
		expect(await second.locator(`main a[href="${link}"]`).count()).toBe(0);
		await inspect(second);

		await host.goto(`${gathering}/inscriptions`);
		expect(await main(host)).toMatch(
			/1 avec une place.*1 en attente.*Samira Benali.*=Sans gluten.*Thomas Girard/s
		);
		await inspect(host);
		await expectNarrow(host);
		const table = await host.request.get(`${gathering}/inscriptions.csv`);
		expect(await table.text()).toContain(";'=Sans gluten;");
		expect((await second.request.get(`${gathering}/inscriptions.csv`)).status()).toBe(404);

		await follow(first, first.locator('form[action$="?/leave"] button'));
		expect(await main(first)).not.toContain('A une place');

		const reader = await visitors.visit({ javaScriptEnabled });
		const offer = await linkOffered(reader, title);
		const opened = await reader.goto(offer);
		expect(opened!.headers()['cache-control']).toContain('no-store');
		expect(await main(reader)).toContain('Thomas Girard');
		await inspect(reader);
		await second.reload();
		expect(await main(second)).toContain('Une place est proposée');
		await inspect(second);
		expect((await reader.request.get(offer.slice(0, -1))).status()).toBe(404);
		await follow(reader, reader.locator('form.offer button').first());
		expect(await main(reader)).toContain('La place est prise');
		await inspect(reader);
		await second.reload();
		expect(await second.locator(`main a[href="${link}"]`).count()).toBe(1);
		await expectNarrow(second);
	}, 120_000);

	test('come to an initiation as a delegation, which waits until the four families are there', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const gathering = await planned(host, {
			...{ title: `Initiation ${suffix}`, kind: 'initiation-in-person', address: '1 place du Marché' },
			capacity: '8'
		});
		const page = await visitors.visitAs('elected', { javaScriptEnabled });
		await page.goto(`${gathering}/inscription`);
		await page.locator('[name="guest1"]').fill('Lou');
		await send(page);
		expect(await page.title()).toMatch(/^Erreur/);
		expect(await page.locator('[name="guest1"]').inputValue()).toBe('Lou');
		await inspect(page);
		const families = { family: 'elected', guestFamily1: 'agents', guestFamily2: 'socio-economic' };
		for (const [name, family] of Object.entries(families))
			await page.locator(`[name="${name}"]`).selectOption(family);
		await page.locator('[name="guest2"]').fill('Max');
		await send(page);
		expect(await main(page)).toContain('Il manque à votre délégation : Représentants de l’État.');
		await inspect(page);

		await follow(page, page.locator('main a[href$="/inscription"]'));
		await page.locator('[name="guest1"]').fill('Noé');
		await page.locator('[name="guestFamily1"]').selectOption('state');
		await send(page);
		expect(await main(page)).toMatch(/Votre délégation est complète.*Vous.*A une place.*Noé.*A une place/s);
		await inspect(page);
	});
});
