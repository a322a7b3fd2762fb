import { expect } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { add, anEdition, slug } from './an-assembly.ts';
import { giveOutSeats, slotsFor, wishFor } from './workshops.server.ts';

/** A slot with workshops of some capacities. */
async function aSlot(db: Database, host: Person, capacities: number[]) {
	const slot = await add(db, host, { title: 'Créneau', format: 'workshops' });
	const workshops = [];
	for (const [i, capacity] of capacities.entries())
		workshops.push(
			await add(db, host, { title: `Atelier ${i}`, slot, format: 'workshop', capacity: String(capacity) })
		);
	return { slot, workshops };
}

test('seats are given so that as many as possible are content, and nobody is over the edge', async ({
	db
}) => {
	const host = await anEdition(db);
	const { slot, workshops } = await aSlot(db, host, [1, 2, 1]);
	const [first, second, third] = workshops as [string, string, string];
	const people = [];
	for (const wishes of [[first, second], [first, third], [first], [first, second], [first, second]]) {
		const person = await somebody(db);
		people.push(person);
		expect(await wishFor(db, person, slot, new Map(wishes.map((id, i) => [id, i + 1])))).toEqual({
			ok: true
		});
	}
	expect(await giveOutSeats(db, host, slot)).toEqual({ ok: true, seated: 4, left: 1 });
	const seats = await Promise.all(people.map(async (person) => (await slotsFor(db, person, slug))[0]!.seat!));
	const inWorkshop = (id: string | null) => seats.filter(({ workshopId }) => workshopId === id).length;
	expect([first, second, third, null].map(inWorkshop)).toEqual([1, 2, 1, 1]);
	expect(seats[1]).toEqual({ workshopId: third, rank: 2 });
	expect(await wishFor(db, people[0]!, slot, new Map())).toEqual({ ok: false, reason: 'given-out' });
	expect(await giveOutSeats(db, people[0]!, slot)).toEqual({ ok: false, reason: 'forbidden' });
});

test('ranks are given once each from the first on, and only to workshops of the slot', async ({ db }) => {
	const host = await anEdition(db);
	const { slot, workshops } = await aSlot(db, host, [5, 5]);
	const elsewhere = await add(db, host, { title: 'Ailleurs' });
	const wish = (...ranks: [string, number][]) => wishFor(db, host, slot, new Map(ranks));
	expect(await wish([workshops[0]!, 2])).toEqual({ ok: false, reason: 'order' });
	expect(await wish([workshops[0]!, 1], [workshops[1]!, 1])).toEqual({ ok: false, reason: 'order' });
	expect(await wish([elsewhere, 1])).toEqual({ ok: false, reason: 'not-found' });
	expect(await wish([workshops[1]!, 1])).toEqual({ ok: true });
	expect((await slotsFor(db, host, slug))[0]!.workshops.map(({ rank }) => rank)).toEqual([null, 1]);
});

test('seats that are given out twice at once are given once, and a wish that comes meanwhile is in or out', async () => {
	const { db, close } = await cloneDatabase();
	const host = await anEdition(db);
	const { slot, workshops } = await aSlot(db, host, [3, 3]);
	const people = [];
	for (let i = 0; i < 8; i += 1) people.push(await somebody(db));
	const wish = (person: Person) => wishFor(db, person, slot, new Map(workshops.map((id, i) => [id, i + 1])));
	for (const person of people) await wish(person);
	const late = await somebody(db);
	const [one, other, meanwhile] = await Promise.all([
		giveOutSeats(db, host, slot),
		giveOutSeats(db, host, slot),
		wish(late)
	]);
	expect([one, other]).toMatchObject([{ seated: 6 }, { seated: 6 }]);
	const seats = [];
	for (const person of [...people, late])
		seats.push((await slotsFor(db, person, slug))[0]!.seat?.workshopId ?? null);
	for (const workshop of workshops) expect(seats.filter((id) => id === workshop)).toHaveLength(3);
	expect(meanwhile.ok || meanwhile.reason === 'given-out').toBe(true);
	await close();
});
