import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	product,
	ways
} from './visitor.ts';

const visitor = browserOfThisFile();
const list = '/assemblees/2023/propositions';

/** A word of the room that is over becomes a proposal; its address. */
async function fromTheRoom(page: Page, title: string): Promise<string> {
	await page.goto('/direct/202312/resultats');
	await page.locator('details:has(a[href*="porter"]) summary').first().click();
	await follow(page, page.locator('a[href*="porter?texte="]').first());
	expect(await page.locator('h2').allTextContents()).toContain('En faire une proposition');
	await follow(page, page.getByRole('link', { name: 'Écrire la proposition' }));
	expect(await page.locator('blockquote').count()).toBe(1);
	await page.fill('#title', '');
	await page.fill('#text', 'Avec **les départements**.');
	await follow(page, page.getByRole('button', { name: 'Publier la proposition' }));
	expect(await page.locator('.error-summary, [role="alert"]').first().textContent()).toContain('une phrase');
	expect(await page.inputValue('#text')).toBe('Avec **les départements**.');
	await page.fill('#title', title);
	await follow(page, page.getByRole('button', { name: 'Publier la proposition' }));
	return new URL(page.url()).pathname;
}

describe.each(ways)('a word of the room $name', ({ name, javaScriptEnabled }) => {
	test('becomes a proposal that others support and amend, and that goes on the roadmap', async () => {
		const title = `Une fête par département, ${name}`;
		const author = await visitor.visitAs('ally', { javaScriptEnabled });
		const path = await fromTheRoom(author, title);
		expect(await author.locator('#origine ~ blockquote').count()).toBe(1);
		if (javaScriptEnabled) await expectAccessible(author);

		const other = await visitor.visitAs('newcomer', { javaScriptEnabled });
		await other.goto(path);
		await follow(other, other.getByRole('button', { name: 'Soutenir' }));
		await follow(other, other.getByRole('button', { name: 'Je m’y mettrais' }));
		expect(await other.locator('main').textContent()).toMatch(
			/2 personnes la soutiennent\.\s+1 s’y mettrait/
		);
		await other.locator('summary', { hasText: 'Proposer une autre rédaction' }).click();
		await other.fill('#text', 'Avec **les régions**.');
		await follow(other, other.getByRole('button', { name: 'Envoyer cette rédaction' }));
		expect(await other.locator('#reason-error').textContent()).toContain('pourquoi');
		expect(await other.inputValue('#text')).toBe('Avec **les régions**.');
		await other.fill('#reason', 'Les régions ont l’argent.');
		await follow(other, other.getByRole('button', { name: 'Envoyer cette rédaction' }));
		if (javaScriptEnabled) await expectAccessible(other);

		await author.goto(path);
		expect(await author.locator('ins').first().textContent()).toContain('régions');
		await author.fill('textarea[name="answer"]', 'Bien vu.');
		await follow(author, author.getByRole('button', { name: /^Retenir/ }));
		expect(await author.locator('.prose').first().textContent()).toContain('les régions');

		const host = await visitor.visitAs('facilitator', { javaScriptEnabled });
		await host.goto(path);
		await host.locator('summary', { hasText: 'Décider de la suite' }).click();
		await follow(host, host.getByRole('button', { name: 'Mettre à la feuille de route' }));
		expect(await host.locator('#next-error').textContent()).toContain('ensuite');
		if (javaScriptEnabled) await expectAccessible(host);
		await host.fill('#next', 'Première fête en juin.');
		await follow(host, host.getByRole('button', { name: 'Mettre à la feuille de route' }));
		// A room that belongs to no session proposes to the latest assembly, which other journeys may have published.
		await host.goto(`${path.slice(0, path.lastIndexOf('/'))}?suite=feuille-de-route`);
		expect(await host.locator('main').textContent()).toContain('Première fête en juin.');

		await other.goto('/moi/notifications');
		expect(await other.locator('main').textContent()).toContain(title);
	});
});

test('a facilitator merges two proposals; the former address leads to the other', async () => {
	const host = await visitor.visitAs('facilitator');
	await host.goto(`${list}/9`);
	const text = host.locator('summary', { hasText: 'Décider de la suite' });
	await text.click();
	await host.fill('#into', '9');
	await follow(host, host.getByRole('button', { name: 'Réunir' }));
	expect(await host.locator('#into-error').textContent()).toContain('numéro');
	await host.fill('#into', '10');
	await follow(host, host.getByRole('button', { name: 'Réunir' }));
	expect(new URL(host.url()).pathname).toBe(`${list}/10`);
	expect(await host.locator('#reunies ~ ul').textContent()).not.toBe('');
	const moved = await fetch(`${product}${list}/9`, { redirect: 'manual' });
	expect([moved.status, moved.headers.get('location')]).toEqual([301, `${list}/10`]);
});

test('the pages of proposals are accessible, fit a narrow screen and a dark one; strangers read and are asked to sign in', async () => {
	const page = await visitor.visitAs('facilitator');
	for (const path of [list, `${list}/12`, `${list}/nouvelle`, `${list}?suite=ecartees`, `/en${list}`]) {
		await page.goto(path);
		await expectAccessible(page);
		await expectReadableInTheDark(page);
		await expectNarrow(page);
	}
	const stranger = await visitor.visit({ path: `${list}/12` });
	expect(await stranger.locator('form[action="?/support"]').count()).toBe(0);
	await follow(stranger, stranger.getByRole('link', { name: 'Se connecter pour la soutenir' }));
	expect(new URL(stranger.url()).pathname).toBe('/connexion');
	for (const [path, status] of [
		[`${list}/9999`, 404],
		[`${list}/x`, 404],
		['/assemblees/1999/propositions', 404],
		['/assemblees/1999/propositions.csv', 404],
		[`${list}?apres=x&suite=rien&theme=%00`, 200]
	] as const)
		expect((await fetch(product + path)).status, path).toBe(status);
});
