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

const main = async (page: Page) => (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
const day = (after: number) => new Date(Date.now() + after * 24 * 3_600_000).toISOString().slice(0, 10);

/** A facilitator plans a gathering that is under way; says where it is. */
async function plan(page: Page, title: string): Promise<string> {
	await page.goto('/agenda/nouvelle');
	const fields = {
		title,
		summary: 'Pour écrire.',
		day: day(-1),
		from: '09:00',
		to: '18:00',
		lastDay: day(1)
	};
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
	await page.locator('[name="kind"]').selectOption('working-group');
	await page.locator('[name="way"][value="online"]').check();
	await follow(page, page.locator('main form button'));
	return new URL(page.url()).pathname;
}

const box = (page: Page) => page.getByRole('textbox', { name: 'Notes écrites ensemble' });
/** What the editor says, without the names beside the cursors of others. */
const typed = (page: Page) =>
	box(page).evaluate((element) => {
		const copy = element.cloneNode(true) as Element;
		for (const cursor of copy.querySelectorAll('.caret')) cursor.remove();
		return [...copy.children].map(({ textContent }) => textContent.replace(/[\u2060\ufeff]/g, '')).join('\n');
	});
const saved = (page: Page) => page.getByText('Tout est enregistré.').waitFor();

async function writeTogether(page: Page, path: string): Promise<void> {
	await page.goto(`${path}/notes/ecrire`);
	await page.getByRole('button', { name: 'Écrire ensemble' }).click();
	await saved(page);
}

async function save(page: Page, change: (text: string) => string): Promise<void> {
	const field = page.locator('textarea[name="text"]');
	await field.fill(change(await field.inputValue()));
	await follow(page, page.locator('#markdown form button'));
}

describe.each(ways)('notes in Markdown, $name', (way) => {
	test('are written, conflict when others changed the same line, and an earlier text is taken back', async () => {
		const host = await visitors.visitAs('facilitator', way);
		const path = await plan(host, `Notes ${way.name}`);
		await host.goto(`${path}/notes/ecrire`);
		await expectNarrow(host);
		if (way.javaScriptEnabled) await expectAccessible(host);
		const other = await visitors.visitAs('administrator', way);
		await save(host, () => '# Décision\n\nUn lieu\n\nSuite : lundi');
		expect(await main(host)).toMatch(/C’est enregistré[^]*Décision[^]*Un lieu/);
		await other.goto(`${path}/notes/ecrire`);
		await host.goto(`${path}/notes/ecrire`);
		await save(host, (text) => text.replace('lundi', 'mardi'));
		await save(other, (text) => text.replace('lundi', 'jeudi'));
		expect(await other.title()).toMatch(/^Erreur/);
		expect(await main(other)).toMatch(/Leur texte[^]*Suite : mardi/);
		expect(await other.locator('textarea[name="text"]').inputValue()).toContain('Suite : jeudi');
		if (way.javaScriptEnabled) {
			await expectAccessible(other);
			await expectReadableInTheDark(other);
			await expectNarrow(other);
		}
		await follow(other, other.locator('#markdown form button'));
		expect(await main(other)).toContain('Suite : jeudi');

		await other.goto(`${path}/notes/versions`);
		if (way.javaScriptEnabled) await expectAccessible(other);
		await follow(other, other.locator('main ul a').last());
		expect(await main(other)).toContain('Par ');
		if (way.javaScriptEnabled) await expectAccessible(other);
		await other.goto(`${path}/notes`);
		await follow(other, other.getByRole('button', { name: 'Clore les notes' }));
		expect(await main(other)).toContain('Ces notes sont closes');
		if (way.javaScriptEnabled) await expectAccessible(other);
		await host.goto(`${path}/notes/ecrire`);
		expect(await host.locator('textarea').count()).toBe(0);
	});
});

test('two type at once, a third saves a form without JavaScript meanwhile, and all three are in the notes', async () => {
	const host = await visitors.visitAs('facilitator');
	const path = await plan(host, 'Notes à plusieurs');
	const [other, plain] = [
		await visitors.visitAs('administrator'),
		await visitors.visitAs('facilitator', { javaScriptEnabled: false })
	];
	await host.goto(`${path}/notes/ecrire`);
	await save(host, () => 'Un lieu pour la recyclerie.\n\nUn repas\n\nUne date');
	await writeTogether(host, path);
	await writeTogether(other, path);
	await box(other)
		.locator('p')
		.first()
		.click({ position: { x: 1, y: 8 } });
	await plain.goto(`${path}/notes/ecrire`);
	await Promise.all([
		host.keyboard.type(' : mardi.', { delay: 20 }),
		other.keyboard.type('Choisi : ', { delay: 20 }),
		save(plain, (text) => text.replace('Un repas', 'Un repas partagé'))
	]);
	expect(await main(plain)).toContain('C’est enregistré');
	const whole = 'Choisi : Un lieu pour la recyclerie.\nUn repas partagé\nUne date : mardi.';
	for (const page of [host, other]) await expect.poll(() => typed(page)).toBe(whole);
	await saved(host);
	await saved(other);
	await plain.goto(`${path}/notes`);
	expect(await main(plain)).toMatch(/Choisi : Un lieu[^]*Un repas partagé[^]*Une date : mardi/);
	expect(await host.locator('main section ul').first().innerText()).toMatch(/Claire Moreau \(vous\)/);
	expect(await host.locator('main section ul').first().innerText()).toContain('Paul Tanguy');
	await expectAccessible(host);
	await expectReadableInTheDark(host);
	await expectNarrow(host);
});

test('the editor is used by keyboard, says when the connection is lost, and goes on by itself', async () => {
	const host = await visitors.visitAs('facilitator');
	const path = await plan(host, 'Notes au clavier');
	const troubles: string[] = [];
	host.on('console', (message) => void (message.type() === 'error' && troubles.push(message.text())));
	await writeTogether(host, path);
	await host.getByRole('button', { name: 'Gras', exact: true }).focus();
	await host.keyboard.press('ArrowRight');
	await host.keyboard.press('ArrowRight');
	expect(await host.evaluate(() => document.activeElement?.textContent)).toBe('Titre');
	await host.keyboard.press('Enter');
	await host.keyboard.type('Bilan');
	await saved(host);
	expect(troubles.filter((text) => /Content.Security/i.test(text))).toEqual([]);
	await host.context().setOffline(true);
	await host.keyboard.press('Enter');
	await host.keyboard.type('Écrit sans réseau.');
	await host.context().setOffline(false);
	await saved(host);
	await follow(host, host.getByRole('link', { name: 'Terminer et lire les notes' }));
	expect(await main(host)).toMatch(/Bilan[^]*Écrit sans réseau\./);
	expect(await host.locator('article h2').innerText()).toBe('Bilan');
});

test('the page stays light until somebody wants the editor', async () => {
	const host = await visitors.visitAs('facilitator');
	const path = await plan(host, 'Notes légères');
	const { bytes } = await weigh(host, `${path}/notes/ecrire`);
	expect(bytes).toBeLessThanOrEqual(40 * 1024);
	const stranger = await visitors.visitAs('ally');
	expect((await stranger.goto(`${path}/notes/ecrire`))!.status()).toBe(404);
	expect((await stranger.goto(`${path}/notes`))!.status()).toBe(200);
	expect(await stranger.getByRole('link', { name: 'Écrire les notes' }).count()).toBe(0);
});
