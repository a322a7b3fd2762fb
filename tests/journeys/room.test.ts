import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { activities, enter, main, opened, soon } from './in-a-room.ts';
import { browserOfThisFile, expectAccessible, expectNarrow, expectReadableInTheDark } from './visitor.ts';

const visitors = browserOfThisFile();

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
