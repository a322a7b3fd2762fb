import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, expectNarrow, follow, ways } from './visitor.ts';

const visitors = browserOfThisFile();

const main = (page: Page) => page.locator('main').innerText();
const path = (page: Page) => new URL(page.url()).pathname;
const press = (page: Page, name: string) => follow(page, page.getByRole('button', { name }).first());
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** Opens a group as the facilitator of the demonstration, who keeps it; says its address. */
async function opened(
	page: Page,
	as: { name: string; openness: string; isConfidential?: boolean; kit?: string }
) {
	await page.goto('/communautes/nouvelle');
	await page.locator('[name="name"]').fill(as.name);
	await page.locator('[name="purpose"]').fill('Apprendre les uns des autres.');
	await page.locator(`[name="openness"][value="${as.openness}"]`).check();
	if (as.isConfidential) await page.locator('[name="isConfidential"]').check();
	if (as.kit) await page.locator('[name="kit"]').fill(as.kit);
	await press(page, 'Ouvrir');
	return path(page);
}

/** Plans the next session of a group as one who keeps it; says its address. */
async function planned(page: Page, group: string, title: string) {
	await page.goto(group);
	await follow(page, page.getByRole('link', { name: 'Prévoir une séance' }));
	await page.locator('[name="title"]').fill(title);
	await page.locator('[name="summary"]').fill('On se retrouve.');
	await page.locator('[name="day"]').fill(inDays(9));
	await page.locator('[name="from"]').fill('18:00');
	await page.locator('[name="to"]').fill('19:00');
	await page.locator('[name="way"][value="online"]').check();
	await press(page, 'Publier');
	return path(page);
}

describe.each(ways)('people who learn together $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';

	test('open a group, come in at once, read what newcomers read, and leave', async () => {
		const keeper = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const group = await opened(keeper, {
			name: `Jardins ${suffix}`,
			openness: 'open',
			kit: 'On parle en disant « je ».'
		});
		if (javaScriptEnabled) await expectAccessible(keeper);
		const anonymous = await visitors.visit({ javaScriptEnabled, path: group });
		await follow(anonymous, anonymous.getByRole('link', { name: 'Se connecter pour en être' }));
		expect(path(anonymous)).toBe('/connexion');

		const newcomer = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await newcomer.goto(group);
		expect(await newcomer.locator('main nav.tabs').count()).toBe(0);
		await press(newcomer, 'Rejoindre');
		expect(path(newcomer)).toBe(`${group}/bienvenue`);
		expect(await main(newcomer)).toContain('On parle en disant');
		if (javaScriptEnabled) await expectAccessible(newcomer);
		await press(newcomer, 'J’ai lu');
		await newcomer.goto('/communautes?miennes=1');
		expect(await main(newcomer)).toContain(`Jardins ${suffix}`);
		await newcomer.goto(group);
		await expectNarrow(newcomer);
		await press(newcomer, 'Quitter ce groupe');
		await newcomer.goto('/communautes?miennes=1');
		expect(await main(newcomer)).toContain('Vous n’êtes encore dans aucune communauté');
	});

	test('ask to come into a confidential group, whose sessions nobody else sees', async () => {
		const keeper = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const name = `Entre pairs ${suffix}`;
		await keeper.goto('/communautes/nouvelle');
		await keeper.locator('[name="name"]').fill(name);
		await keeper.locator('[name="isConfidential"]').check();
		await press(keeper, 'Ouvrir');
		expect(await main(keeper)).toContain('Dites à quoi elle sert');
		expect(await keeper.locator('[name="name"]').inputValue()).toBe(name);
		expect(await keeper.locator('[name="isConfidential"]').isChecked()).toBe(true);
		const group = await opened(keeper, { name, openness: 'on-request', isConfidential: true });
		const session = await planned(keeper, group, `Ce qui coince ${suffix}`);

		const ally = await visitors.visitAs('ally', { javaScriptEnabled });
		expect((await ally.goto(session))!.status()).toBe(404);
		expect((await ally.goto(`${group}/membres`))!.status()).toBe(404);
		await ally.goto(group);
		expect(await main(ally)).not.toContain('Ce qui coince');
		await press(ally, 'Demander à en être');
		expect(await main(ally)).toContain('Dites en quelques mots');
		await ally.locator('[name="message"]').fill('J’ai une décision difficile.');
		await press(ally, 'Demander à en être');
		expect(await main(ally)).toContain('Votre demande est partie');

		await keeper.goto(`${group}/membres`);
		expect(await main(keeper)).toContain('J’ai une décision difficile.');
		if (javaScriptEnabled) await expectAccessible(keeper);
		await press(keeper, 'Ne pas retenir');
		expect(await main(keeper)).toContain('la personne lira cette raison');
		await press(keeper, 'Accueillir');
		await ally.goto(group);
		await follow(ally, ally.getByRole('link', { name: `Ce qui coince ${suffix}` }));
		expect(path(ally)).toBe(session);
		await ally.goto('/moi/agenda');
		expect(await main(ally)).toContain(`Ce qui coince ${suffix}`);

		const stranger = await visitors.visit({ javaScriptEnabled, path: '/agenda' });
		expect(await main(stranger)).not.toContain('Ce qui coince');
		expect((await stranger.goto(group))!.status()).toBe(404);
	});
});
