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

describe.each(ways)('somebody $name', ({ javaScriptEnabled }) => {
	const slug = javaScriptEnabled ? '2031' : '2032';
	const inspect = async (page: Page) => {
		if (!javaScriptEnabled) return;
		await expectAccessible(page);
		await expectReadableInTheDark(page);
		await expectNarrow(page);
		await page.setViewportSize({ width: 1280, height: 800 });
	};

	test('reads the programme of the assembly of 2023, and a session of it', async () => {
		const page = await visitors.visit({ javaScriptEnabled, path: '/assemblees' });
		await follow(page, page.locator('main a', { hasText: '2023' }));
		expect(await main(page)).toMatch(/jeudi\s14\sdécembre.*Retour sur l’histoire.*vendredi\s15\sdécembre/is);
		await inspect(page);
		await follow(page, page.locator('main a', { hasText: 'Accompagner des cohortes' }));
		expect(await main(page)).toMatch(/11\sh\s45 – 12\sh\s45.*Sylvie Pavlista.*PETR Causses et Cévennes/is);
		await inspect(page);
		await page.goto('/assemblees/2023/versions');
		expect(await main(page)).toContain('Première version publiée');
	});

	test('prepares an assembly, is told what does not fit, publishes it, and readers see what changed', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const last = host.locator('main form button').last();
		await host.goto('/assemblees/nouvelle');
		for (const [name, value] of Object.entries({
			title: `Assemblée ${slug}`,
			slug,
			startsOn: `${slug}-12-11`,
			endsOn: `${slug}-12-10`
		}))
			await host.locator(`[name="${name}"]`).fill(value);
		await follow(host, last);
		expect(await main(host)).toContain('Le dernier jour vient avant le premier');
		await host.locator('[name="endsOn"]').fill(`${slug}-12-12`);
		await follow(host, last);
		const session = async (fields: Record<string, string>) => {
			for (const [name, value] of Object.entries(fields))
				await host.locator(`form[action="?/add"] [name="${name}"]`).fill(value);
			await follow(host, host.locator('form[action="?/add"] button').last());
		};
		await session({
			title: 'Ouverture',
			starts: '09:00',
			minutes: '60',
			space: 'Grande salle',
			speakers: 'Ada Inventée, maire'
		});
		await session({
			title: 'Débat',
			starts: '09:30',
			minutes: '60',
			space: 'Grande salle',
			speakers: 'Ada Inventée'
		});
		expect(await main(host)).toMatch(
			/À regarder.*Ada Inventée est attendu.*Grande salle est prise deux fois/is
		);
		await session({ title: 'Sans lien', resources: 'Un film http://exemple.org' });
		expect(await main(host)).toContain('Écrivez une ressource par ligne');
		expect(await host.locator('[name="resources"]').inputValue()).toBe('Un film http://exemple.org');
		await inspect(host);
		const page = await visitors.visit({ javaScriptEnabled });
		expect((await page.goto(`/assemblees/${slug}`))!.status()).toBe(404);
		await host.goto(`/assemblees/${slug}/preparation`);
		await follow(host, host.locator('form[action="?/publish"] button'));
		await page.goto(`/assemblees/${slug}`);
		expect(await main(page)).toMatch(/9\sh – 10\sh\s+Ouverture.*9\sh\s30 – 10\sh\s30\s+Débat/is);

		await host.goto(`/assemblees/${slug}/preparation`);
		await follow(host, host.locator('main a[href*="?session="]').nth(1));
		await host.locator('[name="starts"]').fill('11:00');
		await follow(host, host.locator('form[action*="/change"] button').last());
		expect(await main(host)).toContain('passe de');
		await host.locator('[name="note"]').fill('Le débat vient plus tard');
		await follow(host, host.locator('form[action="?/publish"] button'));
		await page.goto(`/assemblees/${slug}/versions`);
		expect(await main(page)).toMatch(/Version 2.*Le débat vient plus tard.*09:30–10:30.*11:00–12:00/is);
	});

	test('chooses workshops in their order, once seats are given is told where', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await host.goto(`/assemblees/${slug}/preparation`);
		const add = async (fields: Record<string, string>, format: string, slot?: string) => {
			for (const [name, value] of Object.entries(fields))
				await host.locator(`form[action="?/add"] [name="${name}"]`).fill(value);
			await host.locator('form[action="?/add"] [name="format"]').selectOption(format);
			if (slot) await host.locator('form[action="?/add"] [name="slot"]').selectOption({ label: slot });
			await follow(host, host.locator('form[action="?/add"] button').last());
		};
		await add({ title: 'Ateliers du matin' }, 'workshops');
		await add({ title: 'Atelier récits', capacity: '1' }, 'workshop', 'Ateliers du matin');
		await add({ title: 'Atelier voyages', capacity: '5' }, 'workshop', 'Ateliers du matin');
		await follow(host, host.locator('form[action="?/publish"] button'));
		const page = await visitors.visitAs('ally', { javaScriptEnabled });
		await page.goto(`/assemblees/${slug}`);
		await follow(page, page.locator('main a', { hasText: 'Choisir mes ateliers' }));
		const choices = page.locator('main form select');
		for (const choice of await choices.all()) await choice.selectOption('1');
		await follow(page, page.locator('main form button'));
		expect(await main(page)).toContain('Donnez chaque rang une seule fois');
		await choices.nth(1).selectOption('2');
		await follow(page, page.locator('main form button'));
		expect(await main(page)).toContain('Vos choix sont enregistrés');
		await inspect(page);
		await host.goto(`/assemblees/${slug}/preparation`);
		await follow(host, host.locator('form[action="?/seats"] button'));
		await page.reload();
		expect(await main(page)).toMatch(/Votre place\s: Atelier récits.*choix n°\s1/s);
	});
});

test('a session is dragged elsewhere, saved as it is dropped, and what was being typed elsewhere stays', async () => {
	const host = await visitors.visitAs('facilitator');
	await host.goto('/assemblees/2023/preparation');
	await host.locator('.grip').first().waitFor();
	await host.locator('form[action="?/add"] [name="title"]').fill('Une session que j’écris');
	const lists = host.locator('[data-day]');
	const dragged = lists.nth(1).locator('li').last();
	const id = await dragged.getAttribute('data-session');
	await dragged.locator('.grip').scrollIntoViewIfNeeded();
	const [from, target] = [dragged.locator('.grip'), lists.nth(1).locator('li').nth(-3)];
	const [a, b] = [(await from.boundingBox())!, (await target.boundingBox())!];
	await host.mouse.move(a.x + a.width / 2, a.y + a.height / 2);
	await host.mouse.down();
	for (const share of [0.1, 0.5, 0.9, 1])
		await host.mouse.move(a.x + 10, a.y + (b.y - a.y) * share + 4, { steps: 4 });
	await host.mouse.up();
	await expect.poll(() => host.locator('[data-said]').textContent()).toContain('Session déplacée');
	expect(await lists.nth(1).locator('li').last().getAttribute('data-session')).not.toBe(id);
	expect(await host.locator('form[action="?/add"] [name="title"]').inputValue()).toBe(
		'Une session que j’écris'
	);
	expect(await host.locator('.grip').count()).toBeGreaterThan(5);
	await expectAccessible(host);
	await expectNarrow(host);
	const order = await lists
		.nth(1)
		.locator('li')
		.evaluateAll((all) => all.map((one) => one.dataset['session']));
	await host.reload();
	const after = await lists
		.nth(1)
		.locator('li')
		.evaluateAll((all) => all.map((one) => one.dataset['session']));
	expect(after).toEqual(order);
});

test('other tools read the programme', async () => {
	const read = async (path: string) => fetch(`${product}/assemblees/2023/${path}`);
	const json = (await (await read('schedule.json')).json()) as {
		schedule: { conference: { days: { rooms: object }[] } };
	};
	expect(json.schedule.conference.days).toHaveLength(2);
	expect(await (await read('schedule.xml')).text()).toContain(
		'<title>Accompagner des cohortes de territoires</title>'
	);
	expect(await (await read('programme.ics')).text()).toContain('SUMMARY:Renforcer nos effets d’alliance');
	expect((await read('badges.pdf')).url).toContain('/connexion');
});
