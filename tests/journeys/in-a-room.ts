import type { Page } from 'playwright-core';
import { follow } from './visitor.ts';

/** What the page says. */
export const main = (page: Page) => page.locator('main').innerText();
/** How long what moves by itself may take. */
export const soon = { timeout: 5000, interval: 50 };

/** Opens a room with some activities; says its code. */
export async function opened(host: Page, activities: Record<string, string>[]): Promise<string> {
	await host.goto('/direct/nouvelle');
	await host.locator('[name="title"]').fill('Faire vivre l’alliance');
	await follow(host, host.locator('main form button').last());
	const code = /\d{6}/.exec(host.url())![0];
	for (const { kind, ...fields } of activities) {
		await host.goto(`/direct/${code}/preparation?type=${kind}`);
		for (const [name, value] of Object.entries(fields)) {
			const field = host.locator(`form[action*="/add"] [name="${name}"]`);
			if (value === 'on') await field.check();
			else await field.fill(value);
		}
		await follow(host, host.locator('form[action*="/add"] button').last());
	}
	return code;
}

/** Comes into a room by its code, as people type it. */
export async function enter(page: Page, code: string, name: string): Promise<void> {
	await page.goto('/direct');
	await page.locator('[name="code"]').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
	await follow(page, page.locator('main form button').first());
	await page.locator('[name="name"]').fill(name);
	await follow(page, page.locator('form[action="?/join"] button'));
}

export const activities: Record<string, string>[] = [
	{ kind: 'choice', title: 'Qui est là ?', options: 'Élue\nAgent\nAutre' },
	{ kind: 'cloud', title: 'Un mot ?', most: '2' },
	{ kind: 'questions', title: 'Vos questions', isNamed: 'on' }
];
