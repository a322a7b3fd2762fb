import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	ways
} from './visitor.ts';

const visitors = browserOfThisFile();
const main = (page: Page) => page.locator('main').innerText();
const day = (after: number) => new Date(Date.now() + after * 24 * 3_600_000).toISOString().slice(0, 10);

/** A facilitator plans a gathering online that is under way; says its address. */
async function plan(page: Page, title: string, audience: 'public' | 'allies' = 'public'): Promise<string> {
	await page.goto('/agenda/nouvelle');
	const fields = { title, summary: 'Ensemble.', day: day(-1), from: '09:00', to: '18:00', lastDay: day(1) };
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
	await page.locator('[name="way"][value="online"]').check();
	await page.locator(`[name="audience"][value="${audience}"]`).check();
	await follow(page, page.locator('main form button').last());
	return new URL(page.url()).pathname;
}

async function inspect(page: Page, isAwake: boolean): Promise<void> {
	if (!isAwake) return;
	await expectAccessible(page);
	await expectReadableInTheDark(page);
}

describe.each(ways)('before and after a gathering, $name', (way) => {
	test('its host gives a document, which allies read and visitors do not; what is refused keeps what was typed', async () => {
		const host = await visitors.visitAs('facilitator', way);
		const path = await plan(host, `Documents ${way.name}`, 'allies');
		await follow(host, host.locator(`a[href="${path}/documents"]`));
		await inspect(host, way.javaScriptEnabled);
		const give = async (name: string, content: Buffer, title: string) => {
			await host
				.locator('[name="document"]')
				.setInputFiles({ name, mimeType: 'text/plain', buffer: content });
			await host.locator('[name="title"]').fill(title);
			await follow(host, host.getByRole('button', { name: 'Joindre ce document' }));
		};
		await give('programme.pdf', Buffer.from('<html>non</html>'), 'Le programme');
		expect(await main(host)).toContain('son contenu n’est pas ce que dit son nom');
		expect(await host.locator('[name="title"]').inputValue()).toBe('Le programme');
		await give('lourd.txt', Buffer.alloc(9 << 20, 'a'), 'Lourd');
		expect(await main(host)).toMatch(/Ce fichier est trop gros\s:\s8\sMo/);
		expect(await host.locator('[name="title"]').inputValue()).toBe('Lourd');
		await inspect(host, way.javaScriptEnabled);
		await give('programme.txt', Buffer.from('Lundi, nous parlerons de l’eau.'), 'Le programme');
		await host.goto(path);
		expect(await main(host)).toContain('TXT, 1 ko');
		await inspect(host, way.javaScriptEnabled);
		const file = (await host.getByRole('link', { name: 'Le programme' }).getAttribute('href'))!;

		const ally = await visitors.visitAs('ally', way);
		await ally.goto(path);
		expect(await ally.getByRole('link', { name: 'Le programme' }).count()).toBe(1);
		expect(await (await ally.request.get(file)).text()).toContain('parlerons de l’eau');
		expect((await ally.goto(`${path}/documents`))!.status()).toBe(404);
		const anybody = await visitors.visit(way);
		expect((await anybody.request.get(file)).status()).toBe(404);

		await host.goto(`${path}/documents`);
		if (way.javaScriptEnabled) await expectNarrow(host);
		await follow(host, host.getByRole('button', { name: 'Retirer' }));
		expect((await ally.request.get(file)).status()).toBe(404);
	});

	test('two who were there choose each other, and each receives the address of the other', async () => {
		const host = await visitors.visitAs('facilitator', way);
		const path = await plan(host, `Continuer ${way.name}`);
		await host.goto(`${path}/presences`);
		const code = (await host.locator('a[href*="je-suis-la?cle="]').getAttribute('href'))!;
		const [ally, officer] = [await visitors.visitAs('ally', way), await visitors.visitAs('officer', way)];
		for (const page of [ally, officer]) {
			await page.goto(code);
			await follow(page, page.locator('main form button').first());
			await page.goto(path);
			await follow(page, page.locator(`a[href="${path}/continuer"]`));
			await follow(page, page.getByRole('button', { name: 'J’accepte d’être nommé' }));
		}
		expect((await host.goto(`${path}/continuer`))!.status()).toBe(404);
		await ally.reload();
		await inspect(ally, way.javaScriptEnabled);
		const name = (await ally.locator('[name="with"] option').nth(1).innerText()).trim();
		await ally.locator('[name="about"]').fill('Une recyclerie');
		await follow(ally, ally.getByRole('button', { name: 'Le lui proposer' }));
		expect(await ally.title()).toMatch(/^Erreur/);
		expect(await ally.locator('[name="about"]').inputValue()).toBe('Une recyclerie');
		await ally.locator('[name="with"]').selectOption({ label: name });
		await follow(ally, ally.getByRole('button', { name: 'Le lui proposer' }));
		expect(await main(ally)).toContain('Sans réponse pour l’instant');
		await officer.reload();
		expect(await main(officer)).toMatch(/Samira Benali\s+Une recyclerie/);
		await inspect(officer, way.javaScriptEnabled);
		if (way.javaScriptEnabled) await expectNarrow(officer);
		await follow(officer, officer.getByRole('button', { name: 'Oui, continuons' }));
		await ally.reload();
		expect(await main(ally)).toContain('Vous êtes en lien');
		await expect
			.poll(async () => {
				await ally.goto('/demonstration/courrier');
				return main(ally);
			})
			.toMatch(new RegExp(`${name} et vous souhaitez continuer ensemble`));
	});
});

test('a phone without a network keeps three people who came, says so, and sends them once when it is back', async () => {
	const host = await visitors.visitAs('facilitator');
	const path = await plan(host, 'Sans réseau');
	await host.goto(`${path}/presences`, { waitUntil: 'networkidle' });
	await host.context().setOffline(true);
	for (const [at, name] of ['Eve Passante', 'Léo Passant', 'Zoé Passante'].entries()) {
		await host.locator('[name="name"]').fill(name);
		await host.locator('#presences button').last().click();
		await host.getByText(new RegExp(`${at + 1} enregistrements? gardés? sur ce téléphone`)).waitFor();
		expect(await host.locator('[name="name"]').inputValue()).toBe('');
	}
	await expectAccessible(host);
	const back = host.waitForURL(/note=oui/);
	await host.context().setOffline(false);
	await back;
	for (const name of ['Eve Passante', 'Léo Passant', 'Zoé Passante'])
		expect(await host.getByLabel(name).isChecked()).toBe(true);
	expect(await main(host)).not.toContain('pas encore envoyé');
	expect(await host.evaluate(() => Object.keys(localStorage))).toEqual([]);

	const elsewhere = await visitors.visitAs('administrator', { javaScriptEnabled: false });
	await elsewhere.goto(`${path}/presences`);
	expect(await elsewhere.locator('[name="others"]').count()).toBe(3);
});
