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

const cooperative = '/allies/cooperative-des-trois-rivieres';
const path = (page: Page) => new URL(page.url()).pathname;
const main = (page: Page) => page.locator('main').innerText();
const save = (page: Page) => follow(page, page.getByRole('button', { name: 'Enregistrer', exact: true }));

describe.each(ways)('a visitor $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';

	test('reads the page of an ally, as everybody does', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: cooperative });
		expect(await main(page)).toContain('Née en 2014');
		expect(await main(page)).not.toContain('03 81 00 00 42');
		if (!javaScriptEnabled) return;
		await expectAccessible(page);
		await expectNarrow(page);
		await expectReadableInTheDark(page);
	});

	test('keeps the page of an organisation: a mistake loses nothing, and each part says who sees it', async () => {
		const page = await visitors.visitAs('contact', { javaScriptEnabled });
		await page.goto(cooperative);
		await follow(page, page.getByRole('link', { name: 'Modifier cette page' }));
		const sentence = `Nous produisons et réparons ensemble (${suffix}).`;
		await page.locator('[name="sentence"]').fill(sentence);
		await page.locator('[name="siret"]').fill('732 829 320 00075');
		await save(page);
		expect(await page.title()).toMatch(/^Erreur/);
		expect(await page.locator('[name="sentence"]').inputValue()).toBe(sentence);
		if (javaScriptEnabled) await expectAccessible(page);

		await page.locator('[name="siret"]').fill('732 829 320 00074');
		await page.locator('[name="shown-identifiers"]').selectOption('allies');
		await save(page);
		expect(path(page)).toBe(cooperative);
		expect(await main(page)).toContain(sentence);
		expect(await main(page)).not.toContain('732\u00A0829\u00A0320');
		await follow(page, page.getByRole('link', { name: 'Vue par les alliés' }));
		expect(await main(page)).toContain('732\u00A0829\u00A0320\u00A000074');
		if (javaScriptEnabled) await expectAccessible(page);
	});

	test('makes a page of their own after reading who sees it, and deletes it', async () => {
		const page = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await page.goto('/moi/profil');
		expect(await main(page)).toContain('seuls les alliés la voient');
		await follow(page, page.getByRole('button', { name: 'Créer ma page' }));
		expect(path(page)).toMatch(/^\/allies\/camille-[a-z0-9-]+\/modifier$/);
		await page.locator('[name="sentence"]').fill('Je découvre.');
		await page.locator('[name="territory"]').fill('Rennes');
		await save(page);
		const own = path(page);
		expect(await main(page)).toContain('Je découvre.');
		expect(await main(page)).toContain('Rennes (35)');
		expect((await fetch(product + own)).status).toBe(404);

		await page.goto('/moi/profil');
		await page.locator('[commandfor="delete-page"]').first().click();
		await follow(page, page.locator('form[action="?/deletePage"] button'));
		expect(await main(page)).toContain('Vous n’avez pas de page');
		expect((await page.goto(own))?.status()).toBe(404);
	});

	test('claims a page; a facilitator answers with a reason; the claimant then writes it', async () => {
		const unkept = javaScriptEnabled ? 'foyer-rural-de-haute-combe' : 'les-paniers-de-la-vallee';
		const claimant = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await claimant.goto(`/allies/${unkept}`);
		expect(await main(claimant)).toContain('Personne ne tient encore cette page');
		await follow(claimant, claimant.getByRole('link', { name: 'Revendiquer cette page' }));
		await follow(claimant, claimant.getByRole('button', { name: 'Envoyer ma demande' }));
		expect(await claimant.title()).toMatch(/^Erreur/);
		await claimant.locator('[name="message"]').fill(`Je suis au bureau (${suffix}).`);
		await follow(claimant, claimant.getByRole('button', { name: 'Envoyer ma demande' }));
		expect(await main(claimant)).toContain('Votre demande attend une réponse');
		if (javaScriptEnabled) await expectAccessible(claimant);

		const facilitator = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await facilitator.goto('/gestion/revendications');
		if (javaScriptEnabled) await expectAccessible(facilitator);
		const card = facilitator.locator('article', { hasText: `Je suis au bureau (${suffix}).` });
		await follow(facilitator, card.getByRole('link'));
		await facilitator.locator('[name="reason"]').fill('Confirmé au téléphone.');
		await follow(facilitator, facilitator.getByRole('button', { name: 'Accepter' }));
		expect(await main(facilitator)).toContain('Acceptée par Claire Moreau');
		if (javaScriptEnabled) {
			await expectAccessible(facilitator);
			await expectNarrow(facilitator);
		}

		await claimant.goto('/moi');
		expect(await main(claimant)).toContain('Confirmé au téléphone.');
		await claimant.goto(`/allies/${unkept}/gardiens`);
		await follow(claimant, claimant.getByRole('button', { name: 'Ne plus tenir cette page' }));
		expect(await main(claimant)).toContain('plus personne ne tient cette page');
		if (javaScriptEnabled) await expectAccessible(claimant);
		await claimant.locator('[name="isSure"]').check();
		await follow(claimant, claimant.getByRole('button', { name: 'Ne plus tenir cette page' }));
		expect(await main(claimant)).toContain('Personne ne tient encore cette page');
	});

	test('who writes while another saves sees what changed, and loses nothing', async () => {
		const pageOfOrganisation = '/allies/communaute-de-communes-du-val-d-orne-bocage';
		const [one, other] = [
			await visitors.visitAs('officer', { javaScriptEnabled }),
			await visitors.visitAs('facilitator', { javaScriptEnabled })
		];
		await one.goto(`${pageOfOrganisation}/modifier`);
		await other.goto(`${pageOfOrganisation}/modifier`);
		await other.locator('[name="sentence"]').fill(`La phrase de Claire (${suffix})`);
		await other.locator('[name="website"]').fill(`https://${suffix}.exemple.fr`);
		await save(other);
		await one.locator('[name="sentence"]').fill(`La phrase de Thomas (${suffix})`);
		await save(one);
		expect(await one.title()).toMatch(/^Erreur/);
		expect(await main(one)).toContain(`Claire Moreau a écrit : « La phrase de Claire (${suffix}) »`);
		expect(await one.locator('[name="sentence"]').inputValue()).toBe(`La phrase de Thomas (${suffix})`);
		expect(await one.locator('[name="website"]').inputValue()).toBe(`https://${suffix}.exemple.fr`);
		if (javaScriptEnabled) await expectAccessible(one);
		await save(one);
		expect(path(one)).toBe(pageOfOrganisation);
		expect(await main(one)).toContain(`La phrase de Thomas (${suffix})`);
	});
});

test('the pages in which one writes fit a narrow screen and are accessible', async () => {
	const page = await visitors.visitAs('contact');
	for (const under of ['modifier', 'image', 'gardiens']) {
		await page.goto(`${cooperative}/${under}`);
		await expectAccessible(page);
		await expectNarrow(page);
	}
	await page.goto('/moi/profil');
	await expectAccessible(page);
	await expectNarrow(page);
});

test('a logo is shown on the page, and what is no picture is refused', async () => {
	const page = await visitors.visitAs('board');
	const own = '/allies/reseau-des-ecoles-du-faire';
	await page.goto(`${own}/image`);
	const text = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg onload=alert(1)>') };
	await page.locator('[name="picture"]').setInputFiles(text);
	await save(page);
	expect(await page.title()).toMatch(/^Erreur/);
	const pixel =
		'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
	const image = { ...text, buffer: Buffer.from(pixel, 'base64') };
	await page.locator('[name="picture"]').setInputFiles(image);
	await save(page);
	const address = await page.locator('.titled img').getAttribute('src');
	expect((await fetch(product + address!)).headers.get('content-type')).toBe('image/webp');
});

test('machines and address books read what everybody may, also when an ally asks', async () => {
	const page = await visitors.visitAs('facilitator');
	await page.goto(cooperative);
	expect(await main(page)).toContain('03 81 00 00 42');
	const data = await page.locator('script[type="application/ld+json"]').textContent();
	expect(JSON.parse(data!)).toMatchObject({ name: 'Coopérative des Trois Rivières' });
	expect(data).not.toContain('03 81 00 00 42');

	const card = await fetch(`${product + cooperative}/carte-de-visite.vcf`);
	expect(card.headers.get('content-type')).toBe('text/vcard; charset=utf-8');
	const text = await card.text();
	expect(text).toContain('EMAIL:bonjour@trois-rivieres.exemple.fr');
	expect(text).not.toContain('03 81');
});

test('who may not is refused, and what does not exist is said to be missing', async () => {
	const stranger = await visitors.visitAs('newcomer');
	const statusOf = async (address: string) => (await stranger.goto(address))?.status();
	expect(await statusOf(`${cooperative}/modifier`)).toBe(404);
	expect(await statusOf(`${cooperative}/gardiens`)).toBe(404);
	expect(await statusOf('/gestion/revendications')).toBe(403);
	expect(await statusOf('/gestion/revendications/x')).toBe(404);
	expect(await statusOf('/allies/personne-de-ce-nom')).toBe(404);
	expect(await statusOf('/allies/yann-le-goff/revendiquer')).toBe(404);
	const sent = await stranger.request.post(`${cooperative}/modifier`, {
		form: { sentence: 'Pris.', audience: 'public' },
		headers: { origin: product }
	});
	expect(sent.status()).toBe(403);
});
