import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	product,
	somewhere,
	ways
} from './visitor.ts';

const visitors = browserOfThisFile();

const main = (page: Page) => page.locator('main').innerText();
const soon = { timeout: 5000, interval: 50 };

/** Opens a room with some activities; says its code. */
async function opened(host: Page, activities: Record<string, string>[]): Promise<string> {
	await host.goto('/direct/nouvelle');
	await host.locator('[name="title"]').fill('Faire vivre l’alliance');
	await follow(host, host.locator('main form button').last());
	const code = /\d{6}/.exec(host.url())![0];
	for (const { kind, ...fields } of activities) {
		await host.goto(`/direct/${code}/preparation?type=${kind}`);
		for (const [name, value] of Object.entries(fields)) {
			const field = host.locator(`form[action*="/add"] [name="${name}"]`);
			if (value === 'on') await field.check();
			else await field.fill(value);
		}
		await follow(host, host.locator('form[action*="/add"] button').last());
	}
	return code;
}

async function enter(page: Page, code: string, name: string): Promise<void> {
	await page.goto('/direct');
	await page.locator('[name="code"]').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
	await follow(page, page.locator('main form button').first());
	await page.locator('[name="name"]').fill(name);
	await follow(page, page.locator('form[action="?/join"] button'));
}

const activities = [
	{ kind: 'choice', title: 'Qui est là ?', options: 'Élue\nAgent\nAutre' },
	{ kind: 'cloud', title: 'Un mot ?', most: '2' },
	{ kind: 'questions', title: 'Vos questions', isNamed: 'on' }
];

test('a host, a wall and three phones: everything moves by itself', async () => {
	const host = await visitors.visitAs('facilitator');
	const code = await opened(host, activities);
	await host.goto(`/direct/${code}/animation`);
	await expectAccessible(host);
	const wall = await visitors.visit({
		path: `/direct/${code}/ecran`,
		viewport: { width: 1600, height: 900 }
	});
	const phones = [];
	for (const name of ['Ada Inventée', '', 'Bo']) {
		const phone = await visitors.visit({ viewport: { width: 390, height: 800 } });
		await enter(phone, code, name);
		phones.push(phone);
	}
	const [ada, nobody, bo] = phones as [Page, Page, Page];
	expect(await main(ada)).toContain('La première question arrive bientôt');
	await expect.poll(() => main(host), { ...soon, timeout: 8000 }).toContain('3 personnes connectées');
	const press = (act: string) => host.locator(`form[action="?/${act}"] button`).first().click();

	await press('start');
	for (const [i, phone] of phones.entries()) {
		await phone
			.locator('[name="choice"]')
			.nth(i % 2)
			.check();
		await phone.locator('form[data-answer] button').click();
		await expect.poll(() => phone.locator('[data-said]').innerText(), soon).toBe('C’est noté.');
	}
	await expect.poll(() => main(host), soon).toContain('3 réponses');
	expect(await main(wall)).not.toContain('Élue');
	await press('showResults');
	for (const page of [wall, ada]) await expect.poll(() => main(page), soon).toMatch(/Élue\s+2\s+67/);
	await expectAccessible(wall);
	await expectAccessible(ada);
	await expectReadableInTheDark(ada);
	await expectNarrow(ada);

	await press('start');
	await expect.poll(() => main(ada), soon).toContain('Un mot ?');
	for (const [i, phone] of phones.entries()) {
		await expect.poll(() => phone.locator('[name="word-0"]').count(), soon).toBe(1);
		await phone.locator('[name="word-0"]').fill(['Territoires', 'le territoire', 'Espoir'][i]!);
		await phone.locator('form[data-answer] button').click();
	}
	await press('showResults');
	await expect.poll(() => wall.locator('ol.hidden-visually').innerText(), soon).toMatch(/Territoires \(2\)/i);
	await expectAccessible(wall);

	await press('start');
	await ada.locator('[name="text"]').fill('Comment financer la suite ?');
	await ada.locator('form[data-answer]:not([data-vote]) button').click();
	for (const phone of [nobody, bo]) {
		await expect.poll(() => main(phone), soon).toContain('Comment financer la suite ?');
		await phone.locator('form[data-vote] button').click();
	}
	await expect.poll(() => main(wall), soon).toContain('2 soutiens');
	expect(await main(wall)).toContain('Ada Inventée');
	await nobody.locator('form[data-vote] button').click();
	await expect.poll(() => main(wall), soon).toContain('1 soutien');
	await host.locator('form[action="?/hide"] button').click();
	await expect.poll(() => main(wall), soon).not.toContain('Comment financer');
	await press('undo');
	await expect.poll(() => main(wall), soon).toContain('Comment financer');
	await expectAccessible(host);
	await expectAccessible(bo);
});

test('a phone without a network keeps what it sends, and sends it when the network is back', async () => {
	const host = await visitors.visitAs('facilitator');
	const code = await opened(host, [{ kind: 'open', title: 'Vos idées' }]);
	await host.goto(`/direct/${code}/animation`);
	const phone = await visitors.visit();
	await enter(phone, code, '');
	await host.locator('form[action="?/start"] button').first().click();
	await expect.poll(() => phone.locator('[name="text"]').count(), soon).toBe(1);
	await phone.context().setOffline(true);
	for (const text of ['Une idée sans réseau', 'Une deuxième']) {
		await phone.locator('[name="text"]').fill(text);
		await phone.locator('form[data-answer] button').click();
	}
	await expect.poll(() => main(phone), soon).toContain('votre réponse est gardée sur ce téléphone');
	expect(await main(host)).not.toContain('Une idée');
	await phone.context().setOffline(false);
	await expect.poll(() => main(host), { timeout: 15_000 }).toContain('Une deuxième');
	expect((await main(host)).match(/Une idée sans réseau/g)).toHaveLength(1);
});

describe.each(ways)('somebody $name', ({ javaScriptEnabled }) => {
	test('opens a room, prepares it, leads it; what is wrong is said beside its field', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await host.goto('/direct/nouvelle');
		await follow(host, host.locator('main form button').last());
		expect(await main(host)).toContain('Donnez un titre à la salle');
		const code = await opened(host, [{ kind: 'choice', title: 'Une question', options: 'Oui\nNon' }]);
		await host.goto(`/direct/${code}/preparation?type=points`);
		await host.locator('form[action*="/add"] [name="title"]').fill('Des points');
		await host.locator('[name="options"]').fill('Une seule ligne');
		await follow(host, host.locator('form[action*="/add"] button').last());
		expect(await main(host)).toContain('au moins 2 lignes');
		expect(await host.locator('[name="options"]').inputValue()).toBe('Une seule ligne');
		await host.goto(`/direct/${code}/preparation`);
		await host.locator('[name="template"]').selectOption('evaluation');
		await follow(host, host.locator('form[action="?/template"] button'));
		expect(await host.locator('.prepared li').count()).toBe(5);
		if (javaScriptEnabled) {
			await expectAccessible(host);
			await expectNarrow(host);
		}
	});

	test('answers, sees what is next, and finds the results once the room is closed', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled: false });
		const code = await opened(host, activities);
		const act = async (name: string) => {
			await host.goto(`/direct/${code}/animation`);
			await follow(host, host.locator(`form[action="?/${name}"] button`).first());
		};
		await act('startForReal');
		await act('start');
		const page = await visitors.visit({ javaScriptEnabled });
		await enter(page, code, 'Cy');
		if (!javaScriptEnabled) {
			await follow(page, page.locator('form[data-answer] button'));
			expect(await main(page)).toContain('Choisissez une réponse');
		}
		await page.locator('[name="choice"]').nth(1).check();
		if (javaScriptEnabled) await page.locator('form[data-answer] button').click();
		else await follow(page, page.locator('form[data-answer] button'));
		await expect.poll(() => main(page), soon).toContain('C’est noté.');
		await page.reload();
		expect(await page.locator('[name="choice"]').nth(1).isChecked()).toBe(true);
		await act('closeAnswers');
		if (!javaScriptEnabled) {
			await follow(page, page.locator('form[data-answer] button'));
			expect(await main(page)).toContain('C’est trop tard');
			await page.goto(`/direct/${code}`);
		}
		await expect.poll(() => main(page), soon).toContain('Les réponses sont closes');
		await page.goto(`/direct/${code}/resultats`);
		expect(await main(page)).toContain('Pas encore de résultats');
		await act('closeRoom');
		await page.goto(`/direct/${code}`);
		await follow(page, page.locator(`a[href="/direct/${code}/resultats"]`));
		expect(await main(page)).toMatch(/Agent\s+1\s+100/);
		if (javaScriptEnabled) await expectAccessible(page);
	});

	test('a sheet of paper is typed in by who leads the room', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const code = await opened(host, [{ kind: 'choice', title: 'Une question', options: 'Oui\nNon' }]);
		await host.goto(`/direct/${code}/papier`);
		expect(await main(host)).toContain('Rien à recopier');
		await host.goto(`/direct/${code}/animation`);
		await host.locator('form[action="?/start"] button').first().click();
		await expect.poll(() => main(host), soon).toContain('Clore les réponses');
		for (let sheet = 0; sheet < 2; sheet += 1) {
			await host.goto(`/direct/${code}/papier`);
			await host.locator('[name="choice"]').first().check();
			await follow(host, host.locator('form[data-answer] button'));
			expect(await main(host)).toContain('Feuille enregistrée');
		}
		await host.goto(`/direct/${code}/animation`);
		expect(await main(host)).toContain('2 réponses');
		if (javaScriptEnabled) await expectAccessible(host);
	});
});

test('codes cannot be tried one after the other, and pages of hosts are for hosts', async () => {
	const host = await visitors.visitAs('facilitator', { javaScriptEnabled: false });
	const code = await opened(host, []);
	const headers = somewhere();
	const statuses = [];
	for (let i = 0; i < 65; i += 1)
		statuses.push((await fetch(`${product}/direct/${100_000 + i}`, { headers })).status);
	expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(60);
	expect(statuses.at(-1)).toBe(429);
	const ally = await visitors.visitAs('ally', { javaScriptEnabled: false });
	for (const path of ['animation', 'preparation', 'papier'])
		expect((await ally.goto(`/direct/${code}/${path}`))!.status(), path).toBe(403);
	expect((await fetch(`${product}/direct/${code}/flux/animation`)).status).toBe(403);
	const forged = await fetch(`${product}/direct/${code}/reponses`, {
		method: 'POST',
		headers: { ...somewhere(), origin: product, cookie: `maillage.room.${code}=abc.def` },
		body: new URLSearchParams({ activity: 'x' })
	});
	expect(forged.status).toBe(403);
});
