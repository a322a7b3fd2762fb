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

const visitors = browserOfThisFile();
const mailSecret = 'un secret pour les parcours, rien de plus';
const group = '/communautes/mise-en-recits';
const main = (page: Page) => page.locator('main').innerText();
const send = (page: Page, name: string) => follow(page, page.getByRole('button', { name, exact: true }));

async function expectSound(page: Page, way: { javaScriptEnabled: boolean }): Promise<void> {
	if (!way.javaScriptEnabled) return;
	await expectAccessible(page);
	await expectReadableInTheDark(page);
}

describe.each(ways)('a conversation, $name', (way) => {
	test('a member asks, another answers and is thanked, and the answer is marked', async () => {
		const keeper = await visitors.visitAs('contact', way);
		await keeper.goto(`${group}/fils/nouveau`);
		await send(keeper, 'Publier');
		expect(await keeper.title()).toMatch(/^Erreur/);
		await expectSound(keeper, way);
		const subject = `Quel récit lire ? ${way.name}`;
		await keeper.locator('[name="subject"]').fill(subject);
		await keeper.locator('[name="text"]').fill('Je cherche un **récit** court.');
		await keeper.locator('[name="isQuestion"]').check();
		await send(keeper, 'Publier');
		const path = new URL(keeper.url()).pathname;
		expect(await main(keeper)).toContain('Je cherche un récit court.');

		const ally = await visitors.visitAs('ally', way);
		await ally.goto(`${group}/fils`);
		expect(await main(ally)).toContain('1 nouveau');
		await expectSound(ally, way);
		await follow(ally, ally.getByRole('link', { name: subject }));
		await ally.locator('[name="text"]').fill('Demande à @Yann Le Goff, ou lis celui-ci.');
		await send(ally, 'Garder en brouillon');
		expect(await main(ally)).toContain('Brouillon gardé');
		await send(ally, 'Répondre');
		expect(await ally.locator('#m2 a[href*="#membre-"]').innerText()).toBe('@Yann Le Goff');
		await expectSound(ally, way);

		await keeper.goto(path);
		await follow(keeper, keeper.locator('#m2').getByRole('button', { name: 'Merci' }));
		expect(await keeper.locator('#m2').innerText()).toContain('Merci\u00a0: Yann Le Goff');
		await follow(keeper, keeper.locator('#m2').getByRole('button', { name: 'C’est la réponse' }));
		expect(await keeper.locator('#m2').innerText()).toContain('La réponse');
		await expectSound(keeper, way);
		await keeper.goto(`${group}/fils`);
		expect(await main(keeper)).toContain('Répondue');
		if (way.javaScriptEnabled) await expectNarrow(keeper);
	});

	test('one changes and withdraws one’s own message; a keeper hides one for a reason that the journal keeps', async () => {
		const member = await visitors.visitAs('officer', way);
		await member.goto(`${group}/fils/nouveau`);
		await member.locator('[name="subject"]').fill(`Une visite ${way.name}`);
		await member.locator('[name="text"]').fill('Rendez-vous au moulin');
		await send(member, 'Publier');
		const path = new URL(member.url()).pathname;
		await member.goto(`${path}/1`);
		await member.locator('[name="text"]').fill('Rendez-vous au lavoir');
		await send(member, 'Enregistrer');
		expect(await main(member)).toContain('Rendez-vous au lavoir');
		await member.locator('[name="text"]').fill('Un mot de trop');
		await send(member, 'Répondre');
		await member.goto(`${path}/2`);
		await send(member, 'Retirer ce message');
		expect(await member.locator('#m2').innerText()).toContain('Message retiré');

		const keeper = await visitors.visitAs('facilitator', way);
		await keeper.goto(`${path}/1`);
		expect(await main(keeper)).toContain('Rendez-vous au moulin');
		await expectSound(keeper, way);
		await send(keeper, 'Masquer ce message');
		expect(await keeper.title()).toMatch(/^Erreur/);
		await keeper.locator('[name="reason"]').fill('Le lavoir est privé');
		await send(keeper, 'Masquer ce message');
		expect(await keeper.locator('#m1').innerText()).not.toContain('lavoir');
		await keeper.goto(`${group}/fils/moderation`);
		expect(await main(keeper)).toContain('Le lavoir est privé');
		await expectSound(keeper, way);
		await member.goto(path);
		expect(await member.locator('#m1').innerText()).toContain('Le lavoir est privé');
	});
});

test('what is typed is kept by itself, and found again', async () => {
	const member = await visitors.visitAs('officer');
	await member.goto(`${group}/fils/nouveau`);
	await member.locator('[name="text"]').focus();
	await member.locator('[name="subject"]').fill('Commencé');
	await expect
		.poll(
			async () => {
				await member.locator('[name="text"]').pressSequentially('x');
				return member.locator('[role="status"]').last().innerText();
			},
			{ timeout: 20_000, interval: 3500 }
		)
		.toContain('Brouillon gardé à');
	await member.goto(`${group}/fils/nouveau`);
	expect(await member.locator('[name="subject"]').inputValue()).toBe('Commencé');
});

test('who is not a member reads and is given nothing to write; a visitor reads nothing; the door of mail is shut', async () => {
	const ally = await visitors.visitAs('administrator');
	await ally.goto(`${group}/fils`);
	await follow(ally, ally.locator('.threads a').first());
	expect(await ally.locator('main textarea').count()).toBe(0);
	const visitor = await visitors.visit();
	expect((await visitor.goto(`${group}/fils`))!.status()).toBe(404);
	const mail = 'From: a@exemple.fr\r\nTo: reponse+x@reponses.exemple.fr\r\n\r\nBonjour';
	const handOver = (authorization: string) =>
		fetch(`${product}/courrier/entrant`, {
			method: 'POST',
			headers: { authorization, 'content-type': 'message/rfc822' },
			body: mail
		});
	expect((await handOver('Bearer faux')).status).toBe(401);
	expect(await (await handOver(`Bearer ${mailSecret}`)).json()).toEqual({ outcome: 'forged' });
});
