import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, expectAccessible, follow, product, somewhere, ways } from './visitor.ts';

const visitors = browserOfThisFile();

const send = (page: Page) => follow(page, page.locator('form.signing button:not([type="button"])'));
const path = (page: Page) => new URL(page.url()).pathname;

describe.each(ways)('a visitor $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';

	test('comes from the home page, signs in, and signs the charter after a mistake that loses nothing', async () => {
		const page = await visitors.visit({ javaScriptEnabled });
		await follow(page, page.locator('.opening a[href="/charte/signer"]'));
		expect(path(page)).toBe('/connexion');
		await follow(page, page.locator('button[name="personnage"][value="newcomer"]'));
		expect(path(page), await page.locator('body').innerText()).toBe('/charte/signer');

		const reservation = `Je réserve mon avis sur l’article 5 (${suffix})`;
		await page.locator('[name="reservation"]').fill(reservation);
		await send(page);
		expect(await page.title()).toMatch(/^Erreur/);
		expect(await page.locator('.error a[href="#agrees"], [class*="summary"] a[href="#agrees"]').count()).toBe(
			1
		);
		expect(await page.locator('[name="reservation"]').inputValue()).toBe(reservation);
		if (javaScriptEnabled) await expectAccessible(page);

		await page.locator('[name="isNamePublic"]').check();
		await page.locator('[name="agrees"]').check();
		await send(page);
		expect(path(page)).toBe('/charte/merci');
		if (javaScriptEnabled) await expectAccessible(page);

		await page.goto('/charte/registre');
		expect(await page.locator('main').innerText()).toContain(reservation);

		await page.goto('/charte/ma-signature');
		await page.locator('[commandfor^="withdraw"]').first().click();
		await follow(page, page.locator('form[action="?/withdraw"] button'));
		await page.goto('/charte/registre');
		expect(await page.locator('main').innerText()).not.toContain(reservation);
	});

	test('signs in the name of an organisation founded in the same step, which is then not offered again', async () => {
		const name = javaScriptEnabled ? 'Les Tisserands de Vimy' : 'Moulin bleu des Hauts';
		const page = await visitors.visitAs('officer', { javaScriptEnabled });
		await page.goto('/charte/signer');
		await page.locator('[name="inNameOf"][value="other"]').check();
		await page.locator('[name="name"]').fill(name);
		await page.locator('[name="kind"]').selectOption('association');
		await page.locator('[name="place"]').fill('Vimy');
		await page.locator('[name="mandate"]').fill('Chargé de mission');
		await page.locator('[name="hasMandate"]').check();
		await page.locator('[name="agrees"]').check();
		await send(page);
		expect(path(page)).toBe('/charte/merci');

		await page.goto(`/charte/registre?q=${encodeURIComponent(name.toUpperCase().slice(0, -2))}`);
		expect(await page.locator('main').innerText()).toContain(name);
		expect(await page.locator('main').innerText()).not.toContain('Chargé de mission');

		await page.goto('/charte/signer');
		expect(await page.locator('.choice, fieldset').first().innerText()).not.toContain(name);
	});

	test('comments on a paragraph of the draft, proposes other words for it and supports a proposal', async () => {
		const page = await visitors.visitAs('ally', { javaScriptEnabled });
		await page.goto('/charte/revision/1.1');
		await page.locator('form[action="?/comment"] [name="comment"]').fill(`Une remarque ${suffix}.`);
		await follow(page, page.locator('form[action="?/comment"] button'));
		expect(await page.locator('main').innerText()).toContain(`Une remarque ${suffix}.`);

		await page.locator('details:has(form[action="?/propose"]) summary').click();
		const proposing = page.locator('form[action="?/propose"]');
		await proposing
			.locator('[name="wording"]')
			.fill(`Nous faisons alliance pour agir ensemble, ${suffix} détour.`);
		await proposing.locator('[name="reason"]').fill('Plus court.');
		await follow(page, proposing.locator('button'));
		expect(await page.locator('main').innerText()).toContain('Plus court.');
		if (javaScriptEnabled) await expectAccessible(page);
	});
});

test('a script in every text is shown as text', async () => {
	const script = '<script>document.title="pris"</script><img src=x onerror=alert(1)>';
	const page = await visitors.visitAs('newcomer');
	let alerts = 0;
	page.on('dialog', (dialog) => {
		alerts += 1;
		void dialog.dismiss();
	});
	await page.goto('/charte/signer');
	await page.locator('[name="inNameOf"][value="other"]').check();
	for (const field of ['name', 'place', 'mandate', 'reservation'])
		await page.locator(`[name="${field}"]`).fill(script.slice(0, 100));
	await page.locator('[name="kind"]').selectOption('other');
	for (const box of ['hasMandate', 'isNamePublic', 'agrees']) await page.locator(`[name="${box}"]`).check();
	await send(page);
	expect(path(page)).toBe('/charte/merci');
	await page.goto('/charte/registre');
	expect(await page.locator('main').innerText()).toContain('<script>document.title');
	expect(await page.title()).not.toBe('pris');
	expect(alerts).toBe(0);
});

test('plain requests, as of a command line, sign the charter', async () => {
	const from = somewhere();
	const post = (path: string, fields: Record<string, string>, cookie = '') =>
		fetch(product + path, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: product, cookie, ...from },
			body: new URLSearchParams(fields)
		});
	const entered = await post('/demonstration/personnage', { personnage: 'newcomer' });
	const cookie = entered.headers
		.getSetCookie()
		.map((line) => line.split(';')[0])
		.join('; ');
	const answer = await post('/charte/signer', { version: '1', inNameOf: 'me', agrees: 'on' }, cookie);
	expect(answer.status).toBe(303);
	expect(answer.headers.get('location')).toBe('/charte/merci');

	const twice = await Promise.all(
		[1, 2].map(() => post('/charte/signer', { version: '1', inNameOf: 'me', agrees: 'on' }, cookie))
	);
	expect(twice.map((again) => again.headers.get('location'))).toEqual(['/charte/merci', '/charte/merci']);
	const mine = await fetch(`${product}/charte/ma-signature`, { headers: { cookie } });
	expect((await mine.text()).match(/action="\?\/withdraw"/g)).toHaveLength(1);
	const replaced = await post(
		'/charte/signer',
		{ version: '7', inNameOf: 'me', agrees: 'on', reservation: 'Gardez ceci' },
		cookie
	);
	expect(replaced.status).toBe(409);
	expect(await replaced.text()).toContain('Gardez ceci');
});
