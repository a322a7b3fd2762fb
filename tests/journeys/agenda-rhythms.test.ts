import ICAL from 'ical.js';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browserOfThisFile, follow, product, ways } from './visitor.ts';

const visitors = browserOfThisFile();
/** Next year, which has both changes of time. */
const year = new Date().getUTCFullYear() + 1;

/** The first Tuesday of a month of next year. */
function firstTuesday(month: number): string {
	const first = new Date(Date.UTC(year, month - 1, 1));
	const day = 1 + ((9 - first.getUTCDay()) % 7);
	return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

async function eventsAt(address: string, title: string) {
	const file = await (await fetch(address)).text();
	return new ICAL.Component(ICAL.parse(file))
		.getAllSubcomponents('vevent')
		.map((one) => ({ event: new ICAL.Event(one), status: one.getFirstPropertyValue('status') }))
		.filter(({ event }) => event.summary.includes(title))
		.map(({ event, status }) => {
			const moment = event.startDate.toJSDate();
			const local = new Intl.DateTimeFormat('sv-SE', {
				timeZone: 'Europe/Paris',
				dateStyle: 'short',
				timeStyle: 'short'
			});
			return { at: local.format(moment), utc: moment.toISOString().slice(11, 16), status };
		})
		.sort((one, other) => one.at.localeCompare(other.at));
}

async function plan(page: Page, title: string): Promise<void> {
	await page.goto('/agenda/nouvelle');
	const fields = {
		...{ title, summary: 'Une heure.', day: firstTuesday(1), from: '18:00', to: '19:00' },
		comesBackUntil: `${year}-12-31`
	};
	for (const [name, value] of Object.entries(fields)) await page.locator(`[name="${name}"]`).fill(value);
	await page.locator('[name="way"][value="online"]').check();
	await page.locator('[name="comesBack"]').selectOption('monthly');
	await page.locator('[name="registers"]').check();
	await follow(page, page.locator('main form button').last());
}

/** The page of the gathering of a rhythm in a month, found in the agenda of that month. */
async function openIn(page: Page, title: string, month: number): Promise<string> {
	await page.goto(`/agenda?mois=${year}-${String(month).padStart(2, '0')}`);
	await follow(page, page.locator('main .dates').getByRole('link', { name: title, exact: true }).first());
	return new URL(page.url()).pathname;
}

describe.each(ways)('a rhythm, $name', (way) => {
	test('keeps its local hour across both changes of time in the feeds that people follow; one moves, one is cancelled', async () => {
		const title = `Rythme ${way.name}`;
		const host = await visitors.visitAs('facilitator', way);
		await plan(host, title);
		const may = await openIn(host, title, 5);
		await host.goto(`${may}/modifier`);
		await host.locator('[name="from"]').fill('20:00');
		await host.locator('[name="to"]').fill('21:00');
		await follow(host, host.locator('main form button').last());
		const november = await openIn(host, title, 11);
		await host.goto(`${november}/annuler`);
		await host.locator('[name="reason"]').fill('La salle est fermée.');
		await follow(host, host.locator('main form button').last());

		const ally = await visitors.visitAs('ally', way);
		for (const month of [3, 4, 5]) {
			const path = await openIn(ally, title, month);
			await ally.goto(`${path}/inscription`);
			await follow(ally, ally.locator('form.registration button'));
		}
		await ally.goto('/moi/agenda');
		await follow(ally, ally.locator('form[action="?/make"] button'));
		const address = (await ally.locator('main code').innerText()).trim();

		const all = await eventsAt(`${product}/agenda.ics`, title);
		const expected = Array.from({ length: 12 }, (_, index) => {
			const hour = index + 1 === 5 ? '20:00' : '18:00';
			return `${firstTuesday(index + 1)} ${hour}`;
		});
		expect(all.map(({ at }) => at)).toEqual(expected);
		const utcOf = (month: number) => all[month - 1]!.utc;
		expect([utcOf(3), utcOf(4), utcOf(10), utcOf(12)]).toEqual(['17:00', '16:00', '16:00', '17:00']);
		expect(all.filter(({ status }) => status === 'CANCELLED').map(({ at }) => at)).toEqual([expected[10]]);

		const own = await eventsAt(address, title);
		expect(own.map(({ at }) => at)).toEqual([expected[2], expected[3], expected[4]]);
	});
});
