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
const path = (page: Page) => new URL(page.url()).pathname;
const here = '/moi/notifications';
const settings = `${here}/reglages`;
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3600 * 1000).toISOString().slice(0, 10);

/** Plans a gathering as a facilitator; says its address. */
async function planned(page: Page, title: string): Promise<string> {
	await page.goto('/agenda/nouvelle');
	const fields = { title, day: inDays(20), from: '18:00', to: '19:00', summary: 'Faire ensemble.' };
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
	await page.locator('[name="link"]').fill('https://visio.exemple.org/veillee');
	await page.locator('[name="registers"]').check();
	await follow(page, page.locator('form.stack-wide button:not([type="button"])').last());
	return path(page);
}

async function moved(page: Page, gathering: string, from: string): Promise<void> {
	await page.goto(`${gathering}/modifier`);
	await page.locator('[name="from"]').fill(from);
	await follow(page, page.locator('form.stack-wide button:not([type="button"])').last());
	expect(path(page)).toBe(gathering);
}

/** Waits until the bell says what is expected: notices are written by a job, a moment after. */
async function bell(page: Page, said: string): Promise<void> {
	const label = async () => {
		await page.goto('/moi');
		return page.locator('.bell').getAttribute('aria-label');
	};
	await expect.poll(label, { timeout: 20_000, interval: 250 }).toBe(said);
}

/** Sends the form of preferences as it is not on the page. */
async function sent(page: Page, fields: Record<string, string>) {
	return page.request.post(settings, { form: fields, headers: { origin: product }, maxRedirects: 0 });
}

/** The link to refuse in the letter that asks one side of an introduction, its contact or the elected person, what came of it. */
async function linkToRefuse(page: Page, { ofContact }: { ofContact: boolean }): Promise<string> {
	const side = ofContact ? { hasText: /yann[\w.]*@/ } : { hasNotText: /yann[\w.]*@/ };
	const letter = page.locator('article', { hasText: 'Un mois après' }).filter(side).first();
	const arrived = async () => {
		await page.goto('/demonstration/courrier');
		return letter.count();
	};
	await expect.poll(arrived, { timeout: 20_000, interval: 250 }).toBe(1);
	return (await letter.locator('a[href*="/desabonnement/"]').getAttribute('href'))!;
}

describe.each(ways)('somebody $name', ({ javaScriptEnabled }) => {
	const suffix = javaScriptEnabled ? 'avec' : 'sans';
	const inspect = async (page: Page) => {
		if (javaScriptEnabled) await expectAccessible(page);
	};

	test('is told in one place of what moves, has read what they opened, and marks the rest', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const gathering = await planned(host, `Veillée ${suffix}`);
		const page = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await page.goto(here);
		expect(await main(page)).toContain('Rien à lire');
		await inspect(page);
		await page.goto(`${gathering}/inscription`);
		await follow(page, page.locator('form.registration button'));
		await moved(host, gathering, '17:30');
		await moved(host, gathering, '17:00');
		await bell(page, 'Notifications\u00A0: 2 à lire');

		await follow(page, page.locator('.bell'));
		expect(path(page)).toBe(here);
		expect(await main(page)).toMatch(
			new RegExp(`Aujourd’hui.*«\u00A0Veillée ${suffix}\u00A0» change d’heure`, 'is')
		);
		await inspect(page);
		if (javaScriptEnabled) await expectReadableInTheDark(page);
		await follow(page, page.locator('main li form button').first());
		expect(await page.locator('main .lines li').count()).toBe(1);
		await bell(page, 'Notifications\u00A0: 1 à lire');
		await page.goto(here);
		await follow(page, page.locator('main .lines a'));
		expect(path(page)).toBe(gathering);
		await bell(page, 'Notifications\u00A0: rien de nouveau');

		await moved(host, gathering, '16:00');
		await bell(page, 'Notifications\u00A0: 1 à lire');
		await page.goto(`${here}?voir=tout`);
		expect(await page.locator('main .lines li').count()).toBe(3);
		await inspect(page);
		await follow(page, page.locator('form.all button'));
		expect(await page.locator('main .lines li.unread').count()).toBe(0);
		if (javaScriptEnabled) await expectNarrow(page);
		await host.goto(`${here}?voir=tout`);
		expect(await main(host), 'who made the change is not told of it').not.toContain(`Veillée ${suffix}`);
	});

	test('chooses what they receive and when; what no list offers is refused', async () => {
		const page = await visitors.visitAs('newcomer', { javaScriptEnabled });
		await page.goto(here);
		await follow(page, page.locator(`main a[href="${settings}"]`));
		await inspect(page);
		if (javaScriptEnabled) await expectReadableInTheDark(page);
		await page.locator('[name="mail-reminders"]').selectOption('none');
		await page.locator('[name="page-charter"]').uncheck();
		await page.locator('[name="hour"]').selectOption('19');
		await page.locator('[name="timeZone"]').selectOption('Indian/Reunion');
		await follow(page, page.locator('main form button'));
		expect(await main(page)).toContain('C’est noté');
		await inspect(page);
		await page.goto(settings);
		const chosen = await page.locator('main form').evaluate((form) => {
			const data = new FormData(form as HTMLFormElement);
			return Object.fromEntries([...data].map(([name, value]) => [name, String(value)]));
		});
		const kept = { hour: '19', timeZone: 'Indian/Reunion', 'mail-reminders': 'none', 'page-pages': 'on' };
		expect(chosen).toMatchObject(kept);
		expect(chosen).not.toHaveProperty('page-charter');

		const wrong: [Record<string, string>, string][] = [
			[{ hour: '25' }, 'Choisissez une heure de la liste.'],
			[{ timeZone: 'Europe/Ailleurs' }, 'Choisissez un fuseau horaire de la liste.'],
			[{ 'mail-reminders': 'daily' }, 'Choisissez quand ce courriel part, dans la liste.']
		];
		for (const [field, words] of wrong) {
			const answer = await sent(page, { ...chosen, ...field });
			expect(answer.status(), words).toBe(422);
			expect(await answer.text()).toContain(words);
		}
		if (javaScriptEnabled) await expectNarrow(page);
	});

	test('refuses letters by their link, at one click of a mail reader or by the button of its page', async () => {
		const page = await visitors.visit({ javaScriptEnabled });
		const link = await linkToRefuse(page, { ofContact: javaScriptEnabled });
		const persona = javaScriptEnabled ? 'contact' : 'elected';
		const owner = await visitors.visitAs(persona, { javaScriptEnabled });
		const pace = async () => {
			await owner.goto(settings);
			return owner.locator('[name="mail-outcomes"]').inputValue();
		};
		const opened = await page.goto(link);
		expect(opened!.headers()['cache-control']).toContain('no-store');
		expect(await main(page)).toContain('Suites des mises en relation');
		await inspect(page);
		expect(await pace()).toBe('at-once');

		const click = (to: string, headers = {}) =>
			fetch(product + to, {
				method: 'POST',
				headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
				body: 'List-Unsubscribe=One-Click',
				redirect: 'manual'
			});
		for (const forged of [link.replace('outcomes', 'reminders'), link.slice(0, 30), '/desabonnement/x'])
			expect((await click(forged)).status, forged).toBe(404);
		expect((await click(link, { origin: 'https://ailleurs.example' })).status).toBe(403);
		expect(await pace()).toBe('at-once');

		if (javaScriptEnabled) await follow(page, page.locator('main form button'));
		else expect((await click(link)).status).toBe(200);
		if (javaScriptEnabled) {
			expect(await main(page)).toContain('C’est fait');
			await expectAccessible(page);
			await expectNarrow(page);
		}
		expect(await pace()).toBe('none');
		expect((await page.goto(link.slice(0, -3)))!.status()).toBe(404);
	});

	test('who is not signed in has no bell, and signs in to come back', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: here });
		expect(path(page)).toBe('/connexion');
		expect(new URL(page.url()).searchParams.get('retour')).toBe(here);
		expect(await page.locator('.bell').count()).toBe(0);
	});
});
