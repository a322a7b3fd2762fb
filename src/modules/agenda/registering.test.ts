import { eq } from 'drizzle-orm';
import { describe, expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { test } from '#platform/testing.server.ts';
import { foundAndJoin, organisationsOf } from '../people/affiliations.server.ts';
import { somebody } from '../people/somebody.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { leaveGathering } from './leaving.server.ts';
import { cancelGathering, changeGathering } from './planning.server.ts';
import { registrationToRead } from './registration-reading.server.ts';
import { registrationsAsCsv, registrationsToRead } from './registrations-list.server.ts';
import { anOpenGathering, lineIn, register, secret, sent } from './registering-for-tests.ts';
import { registrations } from './registrations.tables.ts';

describe('who registers', () => {
	test('has a seat as long as there is one, then waits in the order of arrival', async ({ db }) => {
		const host = await somebody(db, { isFacilitator: true });
		const { id, slug } = await anOpenGathering(db, host, { capacity: '2' });
		for (const name of ['Ada', 'Bo', 'Cy', 'Di'])
			expect(await register(db, await somebody(db, { name }), slug)).toEqual({ ok: true });
		expect(await lineIn(db, id)).toEqual(['Ada +', 'Bo +', 'Cy …', 'Di …']);
	});

	test('registers once, with five others at most, each of them once', async ({ db }) => {
		const host = await somebody(db, { isFacilitator: true });
		const ada = await somebody(db, { name: 'Ada' });
		const { id, slug } = await anOpenGathering(db, host);
		const guests = { guest1: 'Bo', guest2: 'Cy', guest3: 'Di' };
		expect(await register(db, ada, slug, guests)).toEqual({ ok: true });
		expect(await register(db, ada, slug, guests)).toEqual({ ok: false, reason: 'already' });
		const more = { myself: '', guest1: ' BO ' };
		expect(await register(db, ada, slug, more)).toEqual({ ok: false, reason: 'guest-already' });
		const three = { myself: '', guest1: 'El', guest2: 'Fa', guest3: 'Gé' };
		expect(await register(db, ada, slug, three)).toEqual({ ok: false, reason: 'too-many' });
		expect(await register(db, ada, slug, { myself: '' })).toEqual({ ok: false, reason: 'nobody' });
		expect(await register(db, ada, slug, { myself: '', guest1: 'El' })).toEqual({ ok: true });
		expect(await lineIn(db, id)).toEqual(['Ada +', 'Bo +', 'Cy +', 'Di +', 'El +']);
	});

	test('does so in the name of an organisation to which they belong, and of no other', async ({ db }) => {
		const [ada, bo] = [await somebody(db), await somebody(db)];
		await foundAndJoin(db, bo, { name: 'Les Jardins', kind: 'association', place: null, role: 'membre' });
		const [{ id: organisation } = { id: '' }] = await organisationsOf(db, bo);
		const host = await somebody(db, { isFacilitator: true });
		const { slug } = await anOpenGathering(db, host);
		const refused = { ok: false, reason: 'not-of-organisation' };
		expect(await register(db, ada, slug, { organisation })).toEqual(refused);
		expect(await register(db, ada, slug, { organisation: uuidv7() })).toEqual(refused);
		expect(await register(db, bo, slug, { organisation })).toEqual({ ok: true });
	});

	test('cannot when it is for allies, closed, over or cancelled, nor where one just comes', async ({
		db
	}) => {
		const host = await somebody(db, { isFacilitator: true });
		const ada = await somebody(db);
		const { slug: forAllies } = await anOpenGathering(db, host, { audience: 'allies' });
		expect(await register(db, ada, forAllies)).toEqual({ ok: false, reason: 'not-found' });
		expect(await register(db, ada, 'rien')).toEqual({ ok: false, reason: 'not-found' });
		const { slug: free } = await anOpenGathering(db, host, { registers: '' });
		expect(await register(db, ada, free)).toEqual({ ok: false, reason: 'closed' });
		const { slug } = await anOpenGathering(db, host);
		const after = new Date(sent().endsAt.getTime() + 1);
		expect(await register(db, ada, slug, {}, after)).toEqual({ ok: false, reason: 'closed' });
		await cancelGathering(db, host, slug, { reason: 'Neige' });
		expect(await register(db, ada, slug)).toEqual({ ok: false, reason: 'cancelled' });
	});
});

test('whoever leaves makes no one else leave: strangers’ registrations stay, and one may come back at the end', async ({
	db
}) => {
	const host = await somebody(db, { isFacilitator: true });
	const [ada, bo] = [await somebody(db, { name: 'Ada' }), await somebody(db, { name: 'Bo' })];
	const { id, slug } = await anOpenGathering(db, host);
	const { slug: elsewhere } = await anOpenGathering(db, host);
	await register(db, ada, slug, { guest1: 'Cy' });
	await register(db, bo, slug);
	const mine = (await registrationToRead(db, secret, ada, id)).mine;
	expect(await leaveGathering(db, bo, slug, mine[0]!.id)).toBe(false);
	expect(await leaveGathering(db, ada, elsewhere, mine[0]!.id)).toBe(false);
	for (const nothing of ['', 'x', uuidv7()]) expect(await leaveGathering(db, ada, slug, nothing)).toBe(false);
	expect(await leaveGathering(db, ada, slug, mine[1]!.id)).toBe(true);
	expect(await leaveGathering(db, ada, slug, mine[1]!.id)).toBe(false);
	expect(await lineIn(db, id)).toEqual(['Ada +', 'Bo +']);
	expect(await leaveGathering(db, ada, slug, 'all')).toBe(true);
	await register(db, ada, slug);
	expect(await lineIn(db, id)).toEqual(['Bo +', 'Ada +']);
});

test('the link to take part is told to those who have a seat and to who runs it, and to nobody else', async ({
	db
}) => {
	const host = await somebody(db, { isFacilitator: true });
	const [ada, bo] = [await somebody(db), await somebody(db)];
	const { id, slug } = await anOpenGathering(db, host, { capacity: '1' });
	await register(db, ada, slug);
	await register(db, bo, slug);
	const linkFor = async (person: typeof ada | null) =>
		(await registrationToRead(db, secret, person, id)).link;
	expect([await linkFor(null), await linkFor(bo), await linkFor(await somebody(db))]).toEqual([
		...[null, null, null]
	]);
	const link = 'https://visio.exemple.org/atelier';
	expect([await linkFor(ada), await linkFor(host)]).toEqual([link, link]);
	await leaveGathering(db, ada, slug, 'all');
	expect(await linkFor(ada)).toBeNull();
	await cancelGathering(db, host, slug, { reason: 'Neige' });
	expect(await linkFor(bo)).toBeNull();
});

test('answers that are not asked are not kept; those that are, only who runs it reads', async ({ db }) => {
	const host = await somebody(db, { isFacilitator: true });
	const ada = await somebody(db, { name: 'Ada' });
	const { id, slug } = await anOpenGathering(db, host, { asks: 'diet' });
	await register(db, ada, slug, { diet: '=2+3', access: 'Une rampe', guest1: '@Bo' });
	expect(await registrationsToRead(db, ada, slug, {})).toBeUndefined();
	expect(await registrationsAsCsv(db, ada, slug)).toBeUndefined();
	const read = await registrationsToRead(db, host, slug, {});
	expect(read!.counts).toEqual({ seated: 2, offered: 0, waiting: 0 });
	expect(read!.page.lines.map(({ diet, access }) => [diet, access])).toEqual([
		['=2+3', null],
		[null, null]
	]);
	expect(JSON.stringify(await registrationToRead(db, secret, ada, id))).not.toContain('2+3');
	let csv = '';
	for await (const piece of (await registrationsAsCsv(db, host, slug))!) csv += piece;
	expect(csv).toContain("1;Ada;A une place;Ada;;;;'=2+3;;");
	expect(csv).toContain("2;'@Bo;");
	await leaveGathering(db, ada, slug, 'all');
	const [left] = await db.select().from(registrations).where(eq(registrations.gatheringId, id));
	expect(left!.diet).toBeNull();
});

test('the list is read page by page, in the order of arrival', async ({ db }) => {
	const host = await somebody(db, { isFacilitator: true });
	const { slug } = await anOpenGathering(db, host);
	for (let number = 0; number < 21; number += 1) {
		const guests = { guest1: 'A', guest2: 'B', guest3: 'C', guest4: 'D' };
		await register(db, await somebody(db, { name: `Ada ${number}` }), slug, guests);
	}
	const first = await registrationsToRead(db, host, slug, {});
	const second = await registrationsToRead(db, host, slug, { after: first!.page.next! });
	const back = await registrationsToRead(db, host, slug, { before: second!.page.previous! });
	expect([first!.page.lines.length, second!.page.lines.length]).toEqual([100, 5]);
	expect(back!.page.lines).toEqual(first!.page.lines);
});

test('there are never fewer seats than people who have one, and more seats go to those who wait', async ({
	db
}) => {
	const host = await somebody(db, { isFacilitator: true });
	const { id, slug } = await anOpenGathering(db, host, { capacity: '2' });
	for (const name of ['Ada', 'Bo', 'Cy', 'Di']) await register(db, await somebody(db, { name }), slug);
	const change = (capacity: string) => changeGathering(db, host, slug, sent({ capacity }));
	expect(await change('1')).toEqual({ ok: false, reason: 'too-few-seats', held: 2 });
	expect(await change('3')).toMatchObject({ ok: true });
	expect(await lineIn(db, id)).toEqual(['Ada +', 'Bo +', 'Cy ?', 'Di …']);
	expect(await change('2')).toEqual({ ok: false, reason: 'too-few-seats', held: 3 });
	expect(await change('')).toMatchObject({ ok: true });
	expect(await lineIn(db, id)).toEqual(['Ada +', 'Bo +', 'Cy ?', 'Di ?']);
});

test('who registered while a gathering was for everybody reads it, and may leave it, when it is for allies', async ({
	db
}) => {
	const host = await somebody(db, { isFacilitator: true });
	const [ada, bo] = [await somebody(db), await somebody(db)];
	const { slug } = await anOpenGathering(db, host);
	await register(db, ada, slug);
	await changeGathering(db, host, slug, sent({ audience: 'allies' }));
	expect(await gatheringToRead(db, bo, 'public', slug)).toBeUndefined();
	expect(await gatheringToRead(db, ada, 'public', slug)).toBeDefined();
	expect(await leaveGathering(db, ada, slug, 'all')).toBe(true);
	expect(await gatheringToRead(db, ada, 'public', slug)).toBeUndefined();
});
