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

const main = (page: Page) => page.locator('main').innerText();
const save = (page: Page) => follow(page, page.locator('main form button').first());
const day = (after: number) => new Date(Date.now() + after * 24 * 3_600_000).toISOString().slice(0, 10);

type Days = { kind: string; from: string; to: string };

/** A facilitator plans a gathering online from one day to another, and stays on its page. */
async function plan(page: Page, title: string, { kind, from, to }: Days): Promise<string> {
	await page.goto('/agenda/nouvelle');
	const fields = {
		title,
		summary: 'Pour se rencontrer.',
		day: from,
		from: '09:00',
		to: '18:00',
		lastDay: to
	};
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
	await page.locator('[name="kind"]').selectOption(kind);
	await page.locator('[name="way"][value="online"]').check();
	await follow(page, page.locator('main form button'));
	return new URL(page.url()).pathname;
}

const underWay = { kind: 'initiation-online', from: day(-1), to: day(1) };
const over = { kind: 'working-group', from: day(-3), to: day(-2) };
const coming = { kind: 'open-hour', from: day(2), to: day(2) };

describe.each(ways)('around a gathering, $name', (way) => {
	test('the host notes who came, the code at the door lets somebody say it, and a box that is unticked takes it back', async () => {
		const host = await visitors.visitAs('facilitator', way);
		const path = await plan(host, `Initiation ${way.name}`, underWay);
		await follow(host, host.locator(`a[href="${path}/presences"]`));
		await host.locator('[name="name"]').fill('Eve Passante');
		await save(host);
		expect(await main(host)).toContain('C’est noté');
		expect(await host.getByLabel('Eve Passante').isChecked()).toBe(true);
		if (way.javaScriptEnabled) {
			await expectAccessible(host);
			await expectReadableInTheDark(host);
		}
		await host.locator('[name="organisation"]').fill('Une organisation inconnue');
		await save(host);
		expect(await host.title()).toMatch(/^Erreur/);
		if (way.javaScriptEnabled) await expectAccessible(host);

		await host.goto(`${path}/presences`);
		const code = await host.locator('a[href*="je-suis-la?cle="]').getAttribute('href');
		const ally = await visitors.visit({ ...way, path: new URL(code!).pathname + new URL(code!).search });
		expect(new URL(ally.url()).pathname).toBe('/connexion');
		await follow(ally, ally.locator('button[name="personnage"][value="ally"]'));
		expect(ally.url()).toBe(code);
		if (way.javaScriptEnabled) await expectAccessible(ally);
		await save(ally);
		expect(await main(ally)).toContain('C’est noté, Samira Benali');

		await host.goto(`${path}/presences`);
		expect(await host.getByLabel('Samira Benali').isChecked()).toBe(true);
		await host.getByLabel('Eve Passante').uncheck();
		await (way.javaScriptEnabled ? saveKept(host) : saveWithoutNetwork(host));
		expect(await host.getByLabel('Eve Passante').count()).toBe(0);
		expect(await host.getByLabel('Samira Benali').count()).toBe(1);
		if (way.javaScriptEnabled) await expectNarrow(host);
	});

	test('who has no key, a wrong one, or does not run the gathering is let in nowhere', async () => {
		const host = await visitors.visitAs('facilitator', way);
		const path = await plan(host, `Initiation fermée ${way.name}`, underWay);
		const ally = await visitors.visitAs('ally', way);
		expect((await ally.goto(`${path}/je-suis-la?cle=AAAAAAAAAAAAAAAAAAAAAA`))!.status()).toBe(403);
		if (way.javaScriptEnabled) await expectAccessible(ally);
		for (const room of ['presences', 'traces', 'je-retiens', 'attestation.pdf'])
			expect((await ally.goto(`${path}/${room}`))!.status(), room).toBe(404);
		const sent = await fetch(`${product}${path}/presences`, {
			method: 'POST',
			redirect: 'manual',
			headers: { origin: product },
			body: new URLSearchParams({ name: 'Intruse' })
		});
		expect(sent.headers.get('location')).toContain('/connexion');
		await host.goto(`${path}/presences`);
		expect(await host.getByLabel('Intruse').count()).toBe(0);
	});

	test('afterwards who was there has a certificate and says what they take away, beside the notes of the host', async () => {
		const host = await visitors.visitAs('facilitator', way);
		const path = await plan(host, `Chantier ${way.name}`, over);
		await host.goto(`${path}/presences`);
		await host.locator('[name="email"]').fill('samira.benali@exemple.fr');
		await save(host);
		expect(await main(host)).toContain('une lettre part à cette adresse');
		await host.goto(`${path}/traces`);
		await host.locator('[name="recording"]').fill('https://video.example/chantier');
		if (way.javaScriptEnabled) await expectAccessible(host);
		await save(host);
		expect(await main(host)).toContain('L’enregistrement');

		const ally = await visitors.visitAs('ally', way);
		await ally.goto(await linkOfLetter(ally, `Chantier ${way.name}`));
		await save(ally);
		await ally.goto(`${path}/je-retiens`);
		await save(ally);
		expect(await ally.title()).toMatch(/^Erreur/);
		await ally.locator('[name="word1"]').fill('Élan');
		await ally.locator('[name="question"]').fill('Avec qui continuer ?');
		if (way.javaScriptEnabled) await expectAccessible(ally);
		await save(ally);
		expect(await main(ally)).toMatch(/Élan[^]*Avec qui continuer/);
		if (way.javaScriptEnabled) {
			await expectAccessible(ally);
			await expectNarrow(ally);
		}
		const pdf = await ally.request.get(`${path}/attestation.pdf`);
		expect(pdf.headers()['content-type']).toBe('application/pdf');
		expect((await pdf.body()).toString('utf8')).toContain('Samira Benali');
	});

	test('somebody brings a subject to an open hour, changes it, and takes it back', async () => {
		const host = await visitors.visitAs('facilitator', way);
		const path = await plan(host, `Permanence ${way.name}`, coming);
		const ally = await visitors.visitAs('ally', way);
		await ally.goto(path);
		await follow(ally, ally.locator(`a[href="${path}/sujet"]`));
		await ally.locator('[name="subject"]').fill('Une recyclerie à Saint-Aubin');
		await ally.locator('[name="text"]').fill('Nous cherchons un lieu.');
		if (way.javaScriptEnabled) await expectAccessible(ally);
		await save(ally);
		expect(await main(ally)).toContain('Une recyclerie à Saint-Aubin — Samira');
		expect(await main(ally)).not.toContain('Nous cherchons un lieu.');
		await host.goto(path);
		expect(await main(host)).toMatch(/Samira Benali[^]*Nous cherchons un lieu/);
		if (way.javaScriptEnabled) await expectAccessible(host);
		await ally.goto(`${path}/sujet`);
		await follow(ally, ally.locator('form[action="?/take-back"] button'));
		expect(await main(ally)).not.toContain('Une recyclerie');
	});
});

/** Saves while the network is away: the phone keeps it, and sends it once the network is back. */
async function saveKept(page: Page): Promise<void> {
	await page.context().setOffline(true);
	await page.locator('main form button').first().click();
	await page.getByText('gardé sur ce téléphone').waitFor();
	const sent = page.waitForURL(/note=oui/);
	await page.context().setOffline(false);
	await sent;
}

/** Sends a form while the network is away, and loads again the page on which the browser says so, once it is back. */
async function saveWithoutNetwork(page: Page): Promise<void> {
	await page.context().setOffline(true);
	await page.locator('main form button').first().click();
	await page.waitForURL(/chrome-error/);
	await page.context().setOffline(false);
	await page.reload();
}

/** The link that the letter about a gathering holds, among those that a demonstration keeps. */
async function linkOfLetter(page: Page, title: string): Promise<string> {
	for (let tries = 0; tries < 40; tries += 1) {
		await page.goto('/demonstration/courrier');
		const links = page.locator('article', { hasText: title }).locator('a[href*="/je-suis-la?cle="]');
		if (await links.count()) {
			const { pathname, search } = new URL((await links.first().getAttribute('href'))!, product);
			return pathname + search;
		}
		await page.waitForTimeout(250);
	}
	throw new Error('no letter left');
}
