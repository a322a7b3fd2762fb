import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, expectNarrow, follow, ways } from './visitor.ts';

const visitors = browserOfThisFile();

const main = (page: Page) => page.locator('main').innerText();
const path = (page: Page) => new URL(page.url()).pathname;
const press = (page: Page, name: string) => follow(page, page.getByRole('button', { name }).first());
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** Opens a group with a session in nine days, as the facilitator of the demonstration; says its address. */
async function opened(page: Page, name: string): Promise<string> {
	await page.goto('/communautes/nouvelle');
	await page.locator('[name="name"]').fill(name);
	await page.locator('[name="purpose"]').fill('Apprendre les uns des autres.');
	await page.locator('[name="openness"][value="open"]').check();
	await press(page, 'Ouvrir');
	const group = path(page);
	await follow(page, page.getByRole('link', { name: 'Prévoir une séance' }));
	await page.locator('[name="title"]').fill(`Séance de ${name}`);
	await page.locator('[name="summary"]').fill('On se retrouve.');
	await page.locator('[name="day"]').fill(inDays(9));
	await page.locator('[name="from"]').fill('18:00');
	await page.locator('[name="to"]').fill('19:00');
	await page.locator('[name="way"][value="online"]').check();
	await press(page, 'Publier');
	return group;
}

describe.each(ways)('the members of a group $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';
	const looked = async (page: Page) => {
		if (!javaScriptEnabled) return;
		await expectAccessible(page);
		const size = page.viewportSize()!;
		await expectNarrow(page);
		await page.setViewportSize(size);
	};

	test('share out the roles of a session, ask for subjects, keep documents, tell a case and go two by two', async () => {
		const keeper = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const group = await opened(keeper, `Pratiques ${suffix}`);
		const member = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await member.goto(group);
		await press(member, 'Rejoindre');

		await member.goto(`${group}/roles`);
		await press(member, 'Je m’en charge : Prise de notes');
		expect(await main(member)).toContain('C’est vous');
		await keeper.goto(`${group}/roles`);
		await press(keeper, 'Répartir les rôles libres');
		expect(await main(keeper)).toContain('n’a encore jamais eu ce rôle');
		await looked(keeper);
		await follow(keeper, keeper.getByRole('link', { name: 'Régler les rôles' }));
		await press(keeper, 'Ajouter un rôle');
		expect(await main(keeper)).toContain('Donnez un nom au rôle.');
		await looked(keeper);

		await member.goto(`${group}/sujets`);
		await press(member, 'Demander ce sujet');
		expect(await main(member)).toContain('Écrivez le sujet en une ligne');
		await member.locator('[name="title"]').fill('Les friches');
		await press(member, 'Demander ce sujet');
		await keeper.goto(`${group}/sujets`);
		await press(keeper, 'Je le souhaite aussi');
		await keeper.locator('details summary', { hasText: 'Décider' }).click();
		await press(keeper, 'Retenir');
		expect(await main(keeper)).toContain('Prévu à la séance');
		await looked(keeper);

		await member.goto(`${group}/documents`);
		await member.locator('[name="about"]').fill('Notes de mars');
		const exe = { name: 'jeu.exe', mimeType: 'application/octet-stream', buffer: Buffer.from('MZ') };
		await member.locator('[name="file"]').setInputFiles(exe);
		await press(member, 'Ajouter');
		expect(await member.title()).toMatch(/^Erreur/);
		expect(await member.locator('[name="about"]').inputValue()).toBe('Notes de mars');
		const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('Ce qui a été dit.') };
		await member.locator('[name="file"]').setInputFiles(notes);
		await press(member, 'Ajouter');
		expect(await main(member)).toContain('notes.txt');
		await looked(member);
		await press(member, 'Retirer : Notes de mars');

		await member.goto(`${group}/cas/raconter`);
		await member.locator('[name="title"]').fill('Comment dire non ?');
		await press(member, 'Le raconter au groupe');
		expect(await main(member)).toContain('Racontez ce qui s’est passé');
		await looked(member);
		await member.locator('[name="text"]').fill('Quelqu’un revient chaque semaine.');
		await press(member, 'Le raconter au groupe');
		const told = path(member);
		await press(member, 'Ouvrir le tour suivant : Clarifier');
		await press(member, 'Ouvrir le tour suivant : Hypothèses');
		expect(await main(member)).toContain('À vous d’écouter');
		await keeper.goto(told);
		await keeper.locator('[name="text"]').fill('Il cherche peut-être une oreille.');
		await press(keeper, 'Contribuer');
		await looked(keeper);
		const stranger = await visitors.visitAs('ally', { javaScriptEnabled });
		expect((await stranger.goto(told))!.status()).toBe(404);
		await member.goto(told);
		await member.locator('details summary', { hasText: 'Tout effacer' }).click();
		await press(member, 'Effacer ce cas');
		expect((await keeper.goto(told))!.status()).toBe(404);

		await keeper.goto(`${group}/binomes?je=veteran`);
		// The facilitator of the demonstration, whom both ways share, keeps whom they accompany already.
		await keeper.locator('[name="atOnce"]').fill('3');
		await press(keeper, 'Je suis prêt');
		await member.goto(`${group}/binomes?je=newcomer`);
		await press(member, 'Demander');
		expect(await main(member)).toContain('ce qui vous amène');
		await looked(member);
		await member.locator('[name="purpose"]').fill('Comprendre qui fait quoi.');
		await press(member, 'Demander');
		expect(await main(member)).toContain('Vous demandez un binôme');
		await keeper.goto(`${group}/binomes`);
		await press(keeper, 'Former les binômes maintenant');
		expect(await main(keeper)).toContain('Propositions envoyées : 1');
		await looked(keeper);
		for (const page of [keeper, member]) {
			await page.goto(`${group}/binomes`);
			await follow(page, page.locator('main a.card-link').first());
			expect(await main(page)).not.toContain('Pour vous écrire');
			await press(page, 'Oui, avec plaisir');
		}
		expect(await main(member)).toContain('Pour vous écrire');
		await looked(member);
		await member.goto('/binomes');
		await looked(member);
	});
});
