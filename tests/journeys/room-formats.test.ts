import { describe, expect, test } from 'vitest';
import { enter, main, opened, soon } from './in-a-room.ts';
import {
	browserOfThisFile,
	expectAccessible,
	expectNarrow,
	expectReadableInTheDark,
	follow,
	ways
} from './visitor.ts';

const visitors = browserOfThisFile();

test('six hats: a room writes in silence and then reads, on phones and on the wall', async () => {
	const host = await visitors.visitAs('facilitator');
	const code = await opened(host, [{ kind: 'hats', title: 'L’année de l’alliance', writing: '5' }]);
	await host.goto(`/direct/${code}/animation`);
	const wall = await visitors.visit({
		path: `/direct/${code}/ecran`,
		viewport: { width: 1600, height: 900 }
	});
	const phone = await visitors.visit({ viewport: { width: 390, height: 800 } });
	await enter(phone, code, '');
	const press = (act: string) => host.locator(`form[action="?/${act}"] button`).first().click();
	await press('start');
	await expect.poll(() => main(phone), soon).toContain('Chapeau blanc');
	await expect.poll(() => wall.locator('[data-ends-at]').innerText(), soon).toMatch(/^[45]:\d\d$/);
	await phone.locator('[name="text"]').fill('Douze territoires accompagnés');
	await phone.locator('form[data-answer] button').click();
	await expect.poll(() => main(wall), soon).toContain('1 texte écrit');
	expect(await main(wall)).not.toContain('Douze territoires');
	await expect.poll(() => main(host), soon).toContain('Douze territoires');
	await expectAccessible(wall);
	await expectAccessible(phone);
	await press('nextStep');
	await expect.poll(() => main(wall), soon).toContain('Douze territoires');
	await expect.poll(() => main(phone), soon).toContain('Regardez l’écran');
	await press('nextStep');
	await expect.poll(() => main(phone), soon).toContain('Chapeau rouge');
	await expectReadableInTheDark(phone);
	await expectNarrow(phone);
	await expectAccessible(host);
});

test('pairs: each phone says with whom, and the wall what they bring back', async () => {
	const host = await visitors.visitAs('facilitator');
	const code = await opened(host, [{ kind: 'pairs', title: 'Que cherchez-vous ?' }]);
	await host.goto(`/direct/${code}/animation`);
	const press = (act: string) => host.locator(`form[action="?/${act}"] button`).first().click();
	await press('start');
	const [ada, bo] = [await visitors.visit(), await visitors.visit()];
	for (const [page, name] of [
		[ada, 'Ada'],
		[bo, 'Bo']
	] as const) {
		await enter(page, code, name);
		await page.locator('button[value="yes"]').click();
		await expect.poll(() => main(page), soon).toContain('Vous participez');
	}
	await press('nextStep');
	await expect.poll(() => main(ada), soon).toMatch(/Table 1.*avec Bo/s);
	await expect.poll(() => main(bo), soon).toMatch(/Table 1.*avec Ada/s);
	await ada.locator('[name="text"]').fill('Une idée pour deux');
	await ada.locator('form[data-answer] button').click();
	const wall = await visitors.visit({ path: `/direct/${code}/ecran` });
	await expect.poll(() => main(wall), soon).toContain('Une idée pour deux');
	await expectAccessible(ada);
	await expectAccessible(wall);
});

describe.each(ways)('somebody $name', ({ javaScriptEnabled }) => {
	test('asks for a chair in the fish bowl, and is given one', async () => {
		const host = await visitors.visitAs('facilitator', { javaScriptEnabled: false });
		const code = await opened(host, [{ kind: 'fish-bowl', title: 'Qu’avons-nous appris ?', chairs: '2' }]);
		const act = async (name: string) => {
			await host.goto(`/direct/${code}/animation`);
			await follow(host, host.locator(`form[action="?/${name}"] button`).first());
		};
		await act('start');
		const page = await visitors.visit({ javaScriptEnabled });
		await enter(page, code, 'Cy');
		const ask = page.locator('form[data-answer] button');
		await (javaScriptEnabled ? ask.click() : follow(page, ask));
		await expect.poll(() => main(page), soon).toContain('n° 1 dans la file');
		await act('show');
		if (!javaScriptEnabled) await page.reload();
		await expect.poll(() => main(page), soon).toContain('Vous avez une chaise');
		await host.goto(`/direct/${code}/animation`);
		expect(await main(host)).toContain('1 sur 2');
		if (javaScriptEnabled) await expectAccessible(page);
	});
});
