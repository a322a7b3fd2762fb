import { describe, expect, test } from 'vitest';
import { activities, enter, main, opened, soon } from './in-a-room.ts';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	follow,
	product,
	somewhere,
	ways
} from './visitor.ts';

const visitors = browserOfThisFile();

describe.each(ways)('somebody $name', ({ javaScriptEnabled }) => {
	test('opens a room, prepares it, leads it; what is wrong is said beside its field', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		await host.goto('/direct/nouvelle');
		await follow(host, host.locator('main form button').last());
		expect(await main(host)).toContain('Donnez un titre à la salle');
		const code = await opened(host, [{ kind: 'choice', title: 'Une question', options: 'Oui\nNon' }]);
		await host.goto(`/direct/${code}/preparation?type=points`);
		await host.locator('form[action*="/add"] [name="title"]').fill('Des points');
		await host.locator('[name="options"]').fill('Une seule ligne');
		await follow(host, host.locator('form[action*="/add"] button').last());
		expect(await main(host)).toContain('au moins 2 lignes');
		expect(await host.locator('[name="options"]').inputValue()).toBe('Une seule ligne');
		await host.goto(`/direct/${code}/preparation`);
		await host.locator('[name="template"]').selectOption('evaluation');
		await follow(host, host.locator('form[action="?/template"] button'));
		expect(await host.locator('.prepared li').count()).toBe(5);
		if (javaScriptEnabled) {
			await expectAccessible(host);
			await expectNarrow(host);
		}
	});

	test('answers, sees what is next, and finds the results once the room is closed', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled: false });
		const code = await opened(host, activities);
		const act = async (name: string) => {
			await host.goto(`/direct/${code}/animation`);
			await follow(host, host.locator(`form[action="?/${name}"] button`).first());
		};
		await act('startForReal');
		await act('start');
		const page = await visitors.visit({ javaScriptEnabled });
		await enter(page, code, 'Cy');
		if (!javaScriptEnabled) {
			await follow(page, page.locator('form[data-answer] button'));
			expect(await main(page)).toContain('Choisissez une réponse');
		}
		await page.locator('[name="choice"]').nth(1).check();
		if (javaScriptEnabled) await page.locator('form[data-answer] button').click();
		else await follow(page, page.locator('form[data-answer] button'));
		await expect.poll(() => main(page), soon).toContain('C’est noté.');
		await page.reload();
		expect(await page.locator('[name="choice"]').nth(1).isChecked()).toBe(true);
		await act('closeAnswers');
		if (!javaScriptEnabled) {
			await follow(page, page.locator('form[data-answer] button'));
			expect(await main(page)).toContain('C’est trop tard');
			await page.goto(`/direct/${code}`);
		}
		await expect.poll(() => main(page), soon).toContain('Les réponses sont closes');
		await page.goto(`/direct/${code}/resultats`);
		expect(await main(page)).toContain('Pas encore de résultats');
		await act('closeRoom');
		await page.goto(`/direct/${code}`);
		await follow(page, page.locator(`a[href="/direct/${code}/resultats"]`));
		expect(await main(page)).toMatch(/Agent\s+1\s+100/);
		const read = async (file: string) => (await fetch(`${product}/direct/${code}/resultats/${file}`)).text();
		expect(await read('activite-1.csv')).toContain('Agent;1\r\n');
		expect(JSON.parse(await read('resultats.json'))).toMatchObject({
			activities: [{ answered: 1, kind: 'choice' }]
		});
		expect(await read('resultats.md')).toContain('- Agent · 1');
		expect((await fetch(`${product}/direct/${code}/resultats/activite-1-votes.csv`)).status).toBe(404);
		if (javaScriptEnabled) await expectAccessible(page);
	});

	test('a sheet of paper is typed in by who leads the room', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled });
		const code = await opened(host, [{ kind: 'choice', title: 'Une question', options: 'Oui\nNon' }]);
		await host.goto(`/direct/${code}/papier`);
		expect(await main(host)).toContain('Rien à recopier');
		await host.goto(`/direct/${code}/animation`);
		await host.locator('form[action="?/start"] button').first().click();
		await expect.poll(() => main(host), soon).toContain('Clore les réponses');
		for (let sheet = 0; sheet < 2; sheet += 1) {
			await host.goto(`/direct/${code}/papier`);
			await host.locator('[name="choice"]').first().check();
			await follow(host, host.locator('form[data-answer] button'));
			expect(await main(host)).toContain('Feuille enregistrée');
		}
		await host.goto(`/direct/${code}/animation`);
		expect(await main(host)).toContain('2 réponses');
		if (javaScriptEnabled) await expectAccessible(host);
	});
});

test('what somebody said in a room is carried into a community, with where it comes from', async () => {
	const page = await visitors.visitAs('facilitator');
	await page.goto('/direct/202312/resultats');
	await page.locator('main summary').last().click();
	await follow(page, page.locator('main details[open] a').first());
	expect(await main(page)).toContain(
		'Ada (inventée), « Vos questions à la table ronde »'
			.replaceAll(' »', '\u00a0»')
			.replaceAll('« ', '«\u00a0')
	);
	await expectAccessible(page);
	await follow(page, page.locator('main .lines a').first());
	const text = await page.locator('textarea[name="text"]').inputValue();
	expect(text).toMatch(/^> Comment garder le contact.*direct\/202312\/resultats$/s);
});

test('codes cannot be tried one after the other, and pages of hosts are for hosts', async () => {
	const host = await visitors.visitAs('facilitator', { javaScriptEnabled: false });
	const code = await opened(host, []);
	const headers = somewhere();
	const statuses = [];
	for (let i = 0; i < 65; i += 1)
		statuses.push((await fetch(`${product}/direct/${100_000 + i}`, { headers })).status);
	expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(60);
	expect(statuses.at(-1)).toBe(429);
	const beside = [];
	const others = { ...somewhere(), origin: product };
	for (let i = 0; i < 65; i += 1)
		beside.push(
			(await fetch(`${product}/direct/${200_000 + i}/reponses`, { method: 'POST', headers: others })).status
		);
	expect(beside.at(-1)).toBe(429);
	const ally = await visitors.visitAs('ally', { javaScriptEnabled: false });
	for (const path of ['animation', 'preparation', 'papier'])
		expect((await ally.goto(`/direct/${code}/${path}`))!.status(), path).toBe(403);
	expect((await fetch(`${product}/direct/${code}/flux/animation`)).status).toBe(403);
	const forged = await fetch(`${product}/direct/${code}/reponses`, {
		method: 'POST',
		headers: { ...somewhere(), origin: product, cookie: `maillage.room.${code}=abc.def` },
		body: new URLSearchParams({ activity: 'x' })
	});
	expect(forged.status).toBe(403);
});

test('the page of a participant is light, and takes an answer over a slow mobile network', async () => {
	const host = await visitors.visitAs('facilitator', { javaScriptEnabled: false });
	const code = await opened(host, activities);
	await host.goto(`/direct/${code}/animation`);
	await follow(host, host.locator('form[action="?/start"] button').first());
	const page = await visitors.visit({ viewport: { width: 390, height: 800 } });
	await enter(page, code, 'Di');
	const session = await page.context().newCDPSession(page);
	await session.send('Network.enable');
	let bytes = 0;
	session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
	await session.send('Network.setCacheDisabled', { cacheDisabled: true });
	// “Slow 3G”: 400 kilobits a second, 400 ms each way.
	const slow = { downloadThroughput: 50_000, uploadThroughput: 50_000, latency: 400 };
	await session.send('Network.emulateNetworkConditions', { offline: false, ...slow });
	await page.goto(`/direct/${code}`, { waitUntil: 'load' });
	await page.locator('[name="choice"]').first().check();
	await page.locator('form[data-answer] button').click();
	await expect.poll(() => main(page), { timeout: 15_000 }).toContain('C’est noté.');
	expect(bytes / 1024).toBeLessThanOrEqual(25);
});
