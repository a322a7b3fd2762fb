import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, product, somewhere, ways } from './visitor.ts';

const visitors = browserOfThisFile();

let addresses = 0;
const newAddress = () => `visiteuse-${Date.now()}-${(addresses += 1)}@exemple.fr`;

/** Asks for a link by mail and follows it from the outbox to its page. */
async function followLink(page: Page, address: string, returnTo = '/charte'): Promise<string> {
	await page.goto(`/connexion?retour=${encodeURIComponent(returnTo)}`);
	await page.getByLabel('Votre adresse électronique').fill(address);
	await page.getByRole('button', { name: 'Recevoir un lien' }).click();
	await page.getByRole('heading', { name: 'Regardez votre courrier' }).waitFor();
	const letter = page.locator('article', { hasText: address });
	for (let tries = 0; tries < 20 && (await letter.count()) === 0; tries++)
		await page.goto('/demonstration/courrier');
	await letter.first().getByRole('link', { name: 'suivre ce lien' }).click();
	return page.url();
}

describe.each(ways)('$name', ({ javaScriptEnabled }) => {
	test('someone signs in by mail, tells their name, and comes back to where they were', async () => {
		const page = await visitors.visit({ javaScriptEnabled });
		const link = await followLink(page, newAddress());
		if (javaScriptEnabled) await expectAccessible(page);
		await page.getByRole('button', { name: 'Me connecter' }).click();

		expect(new URL(page.url()).pathname).toBe('/bienvenue');
		await page.getByRole('button', { name: 'Continuer' }).click();
		await page.getByRole('link', { name: 'Écrivez votre nom.' }).waitFor();
		if (javaScriptEnabled) await expectAccessible(page);
		await page.getByLabel('Votre nom').fill('<b>Zoé</b> Quintal');
		await page.getByRole('button', { name: 'Continuer' }).click();
		expect(new URL(page.url()).pathname).toBe('/charte');

		await page.goto('/moi');
		expect(await page.locator('h1').innerText()).toBe('Bonjour, <b>Zoé</b> Quintal');
		await page.goto('/moi/organisations?nom=Lavoir+des+journaux&nouvelle');
		await page.getByLabel('Ce qu’elle est').selectOption('association');
		await page.getByLabel('Votre rôle').fill('bénévole');
		await page.getByRole('button', { name: 'L’inscrire et en faire partie' }).click();
		await page.getByText('Lavoir des journaux').waitFor();

		const other = await visitors.visit({ javaScriptEnabled });
		await other.goto(link);
		await other.getByRole('button', { name: 'Me connecter' }).click();
		await other.getByRole('heading', { name: 'Ce lien ne sert plus' }).waitFor();
	});

	test('someone takes their data away, then erases everything', async () => {
		const page = await visitors.visitAs('newcomer', { javaScriptEnabled });
		const taken = await page.request.get('/moi/donnees/export');
		expect(taken.headers()['content-type']).toContain('application/json');
		expect(await taken.json()).toMatchObject({ 'people.profile': [{ name: expect.any(String) }] });

		await page.goto('/moi/donnees');
		await page.getByRole('button', { name: 'Effacer' }).click();
		await page.getByRole('link', { name: /Cochez la case/ }).waitFor();
		await page.getByLabel(/Je veux tout effacer/).check();
		await page.getByRole('button', { name: 'Effacer' }).click();
		await page.getByRole('heading', { name: 'C’est effacé' }).waitFor();
		await page.goto('/moi');
		expect(new URL(page.url()).pathname).toBe('/connexion');
	});

	test('an administrator presents the alliance and gives a role', async () => {
		const page = await visitors.visitAs('administrator', { javaScriptEnabled });
		await page.goto('/administration');
		if (javaScriptEnabled) await expectAccessible(page);
		await page.getByLabel('Adresse électronique').fill('personne@exemple.org');
		await page.getByRole('button', { name: 'Confier ce rôle' }).click();
		await page.getByRole('link', { name: /Personne ne s’est encore connecté/ }).waitFor();
		await page.getByLabel('Adresse électronique').fill('samira.benali@exemple.fr');
		await page.getByRole('button', { name: 'Confier ce rôle' }).click();
		await page.getByRole('button', { name: 'Retirer le rôle de Samira Benali' }).click();
		await page
			.getByRole('button', { name: 'Retirer le rôle de Samira Benali' })
			.waitFor({ state: 'detached' });
		await page.getByRole('button', { name: 'Retirer le rôle de Paul Tanguy' }).click();
		await page.getByText('L’alliance garde toujours au moins une personne').first().waitFor();
	});
});

test('whoever writes too fast waits, and what they wrote is kept', async () => {
	const page = await visitors.visitAs('newcomer');
	const typed = { name: 'Une "phrase" <longue>', locale: 'xx' };
	for (let times = 0; times < 60; times++)
		await page.request.post('/moi/profil?/name', { form: typed, headers: { origin: product } });
	await page.goto('/moi/profil');
	await page.getByLabel('Votre nom').fill('Un nom bien choisi');
	await page.getByRole('button', { name: 'Enregistrer' }).click();
	await page.getByRole('heading', { name: 'Trop de demandes à la fois' }).waitFor();
	await expectAccessible(page);
	expect(await page.locator('input[name="name"]').getAttribute('value')).toBe('Un nom bien choisi');
	expect(await page.locator('form[action="/moi/profil?/name"]').count()).toBe(1);
});

test('whoever asks for mail again and again is told when to come back', async () => {
	const from = somewhere();
	const ask = (email: string) =>
		fetch(`${product}/connexion`, {
			method: 'POST',
			body: new URLSearchParams({ email }),
			headers: { origin: product, accept: 'text/html', ...from },
			redirect: 'manual'
		});
	const address = newAddress();
	const statuses = [];
	for (let times = 0; times < 7; times++) statuses.push((await ask(address)).status);
	expect(statuses).toEqual([303, 303, 303, 303, 303, 429, 429]);
	const refused = await ask(address);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60);
	expect(await refused.text()).toContain(address);
});

test('known or not, an address gets the same answer', async () => {
	const ask = async (email: string) => {
		const answer = await fetch(`${product}/connexion`, {
			method: 'POST',
			body: new URLSearchParams({ email }),
			headers: { origin: product, accept: 'text/html', ...somewhere() },
			redirect: 'manual'
		});
		return { status: answer.status, location: answer.headers.get('location'), body: await answer.text() };
	};
	expect(await ask('monique.lefranc@exemple.fr')).toEqual(await ask(newAddress()));
});

test('nobody is sent elsewhere after sign-in', async () => {
	for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example']) {
		const answer = await fetch(
			`${product}/demonstration/personnage?retour=${encodeURIComponent(elsewhere)}`,
			{
				method: 'POST',
				body: new URLSearchParams({ personnage: 'ally' }),
				headers: { origin: product, ...somewhere() },
				redirect: 'manual'
			}
		);
		expect(answer.headers.get('location')).toBe('/moi');
	}
});

test('what better-auth could do besides is not on this site', async () => {
	const paths = [
		'get-session',
		'list-sessions',
		'sign-in/magic-link',
		'sign-up/email',
		'update-user',
		'delete-user',
		'ok'
	];
	for (const path of paths) {
		for (const method of ['GET', 'POST']) {
			const headers = { origin: product, ...somewhere() };
			const answer = await fetch(`${product}/api/auth/${path}`, { method, headers });
			expect(answer.status, `${method} ${path}`).toBe(404);
		}
	}
});
