import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { GatheringInput } from './agenda.input.ts';
import { gatheringCancellations, gatherings, gatheringSeries } from './agenda.tables.ts';
import { localOf } from './moments.ts';
import { cancelGathering, changeGathering, planGathering } from './planning.server.ts';
import { seriesToRead } from './series-reading.server.ts';
import { writeAllAhead } from './series.server.ts';

const year = new Date().getUTCFullYear() + 1;
/** The first Tuesday of February. */
const first = firstTuesday(year, 1);
const sent = {
	...{ title: 'Permanence', summary: 'Une heure.', kind: 'open-hour', way: 'online' },
	...{ day: first, from: '18:00', to: '19:00', comesBack: 'monthly' }
};
const written = (as: Record<string, string> = {}) => v.parse(GatheringInput, { ...sent, ...as });

test('a gathering that comes back is in the agenda eighteen months ahead, each at its own address, at the same local hours', async ({
	db
}) => {
	const claire = await somebody(db, { isFacilitator: true });
	expect(await planGathering(db, claire, written())).toEqual({ ok: true, slug: `permanence-${first}` });
	const rows = await all(db);
	expect(rows.length).toBe(19);
	expect(new Set(rows.map(({ slug }) => slug)).size).toBe(rows.length);
	for (const { startsAt, endsAt, hostId } of rows) {
		expect([localOf(startsAt, 'Europe/Paris').hour, localOf(endsAt, 'Europe/Paris').hour]).toEqual([
			'18:00',
			'19:00'
		]);
		expect(hostId).toBe(claire.id);
	}
	const series = await seriesToRead(db, 'public', rows[0]!.id);
	expect(series).toMatchObject({ rhythm: { rule: 'FREQ=MONTHLY;BYDAY=1TU' }, isEnded: false });
	expect(series!.dates.map(({ id }) => id)).toEqual(rows.slice(1, 7).map(({ id }) => id));
});

test('registration closes as many days before each', async ({ db }) => {
	const claire = await somebody(db, { isFacilitator: true });
	const registrationDay = new Date(Date.parse(`${first}T12:00:00Z`) - 3 * 86_400_000)
		.toISOString()
		.slice(0, 10);
	await planGathering(db, claire, written({ registers: 'on', registrationDay, capacity: '40' }));
	for (const { startsAt, registrationUntil, capacity } of await all(db)) {
		const closes = localOf(registrationUntil!, 'Europe/Paris');
		const days = (Date.parse(localOf(startsAt, 'Europe/Paris').day) - Date.parse(closes.day)) / 86_400_000;
		expect([days, closes.hour, capacity]).toEqual([3, '23:59', 40]);
	}
});

test('every night further gatherings are written, once, as those that were not changed alone', async ({
	db
}) => {
	const claire = await somebody(db, { isFacilitator: true });
	await planGathering(db, claire, written());
	const before = await all(db);
	await changeGathering(
		db,
		claire,
		before.at(-1)!.slug,
		written({ ...dayOf(before.at(-1)!), title: 'Une autre' })
	);
	const inAYear = new Date(Date.parse(`${first}T12:00:00Z`) + 200 * 86_400_000);
	expect(await writeAllAhead(db, inAYear)).toBeGreaterThan(3);
	expect(await writeAllAhead(db, inAYear)).toBe(0);
	const after = await all(db);
	expect(after.slice(before.length).every(({ title }) => title === 'Permanence')).toBe(true);
});

test('two processes that write ahead at once write nothing twice', async () => {
	const { db, close } = await cloneDatabase();
	await planGathering(db, await somebody(db, { isFacilitator: true }), written());
	const later = new Date(Date.parse(`${first}T12:00:00Z`) + 400 * 86_400_000);
	const counts = await Promise.all([
		writeAllAhead(db, later),
		writeAllAhead(db, later),
		writeAllAhead(db, later)
	]);
	expect(counts.toSorted((one, other) => one - other).slice(0, 2)).toEqual([0, 0]);
	const days = (await all(db)).map(({ seriesDay }) => seriesDay);
	expect(new Set(days).size).toBe(days.length);
	await close();
});

describe('one of a series', () => {
	test('that is moved moves alone, and one that is cancelled stays, cancelled', async ({ db }) => {
		const claire = await somebody(db, { isFacilitator: true });
		await planGathering(db, claire, written());
		const [, second, third, fourth] = await all(db);
		const day = new Date(second!.startsAt.getTime() + 86_400_000).toISOString().slice(0, 10);
		await changeGathering(db, claire, second!.slug, written({ day, title: 'Ailleurs' }));
		await cancelGathering(db, claire, third!.slug, { reason: 'Vacances' });
		const after = await all(db);
		expect(after[1]).toMatchObject({ title: 'Ailleurs', slug: second!.slug, seriesDay: second!.seriesDay });
		expect(localOf(after[1]!.startsAt, 'Europe/Paris').day).toBe(day);
		expect(after[3]).toEqual(fourth);
		expect(await cancelledSlugs(db)).toEqual([third!.slug]);
	});

	test('and all that follow change together: the moved one keeps its day, the cancelled one stays so', async ({
		db
	}) => {
		const claire = await somebody(db, { isFacilitator: true });
		await planGathering(db, claire, written());
		const before = await all(db);
		const [one, two, three, four] = before;
		const day = new Date(three!.startsAt.getTime() + 86_400_000).toISOString().slice(0, 10);
		await changeGathering(db, claire, three!.slug, written({ day }));
		await cancelGathering(db, claire, four!.slug, { reason: 'Vacances' });
		const change = { ...dayOf(two!), from: '12:30', to: '14:00', title: 'Midi', applies: 'following' };
		expect(await changeGathering(db, claire, two!.slug, written(change))).toMatchObject({ ok: true });

		const after = await all(db);
		expect(after.map(({ slug }) => slug)).toEqual(before.map(({ slug }) => slug));
		expect(after[0]).toMatchObject({ title: 'Permanence', startsAt: one!.startsAt });
		expect(after[2]).toMatchObject({ title: 'Midi' });
		expect(localOf(after[2]!.startsAt, 'Europe/Paris')).toEqual({ day, hour: '18:00' });
		expect(after[3]!.title, 'cancelled').toBe('Permanence');
		for (const row of [after[1]!, ...after.slice(4)]) {
			expect([row.title, localOf(row.startsAt, 'Europe/Paris').hour]).toEqual(['Midi', '12:30']);
			expect(localOf(row.endsAt, 'Europe/Paris').hour).toBe('14:00');
		}
		expect(await db.$count(gatheringSeries)).toBe(2);
		expect((await seriesToRead(db, 'public', one!.id))!.isEnded).toBe(true);
		expect((await seriesToRead(db, 'public', two!.id))!.isEnded).toBe(false);
	});

	test('and all that follow go to another day, on which they come back from then on', async ({ db }) => {
		const claire = await somebody(db, { isFacilitator: true });
		await planGathering(db, claire, written());
		const before = await all(db);
		const thursday = new Date(before[0]!.startsAt.getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
		await changeGathering(db, claire, before[0]!.slug, written({ day: thursday, applies: 'following' }));
		const after = await all(db);
		expect(after).toHaveLength(before.length);
		for (const { startsAt } of after) expect(startsAt.getUTCDay()).toBe(4);
		expect(await db.$count(gatheringSeries), 'nothing of the former one is left').toBe(1);
		expect(
			await writeAllAhead(db, new Date(Date.parse(`${first}T12:00:00Z`) + 100 * 86_400_000))
		).toBeGreaterThan(0);
	});

	test('and all that follow are ended: what came before stays, and no night writes further', async ({
		db
	}) => {
		const claire = await somebody(db, { isFacilitator: true });
		await planGathering(db, claire, written());
		const rows = await all(db);
		await cancelGathering(db, claire, rows[2]!.slug, { reason: 'Fini', applies: 'following' });
		expect(await cancelledSlugs(db)).toEqual(
			rows
				.slice(2)
				.map(({ slug }) => slug)
				.toSorted()
		);
		expect(await writeAllAhead(db, new Date(Date.now() + 900 * 86_400_000))).toBe(0);
		expect((await seriesToRead(db, 'public', rows[0]!.id))!.isEnded).toBe(true);
	});
});

test.for([
	['a rhythm of nowhere', { comesBack: 'hourly' }, 'comesBack'],
	['that lasts longer than its rhythm', { comesBack: 'weekly', lastDay: later(first, 9) }, 'comesBack'],
	['that ends before it came back', { comesBackUntil: later(first, 20) }, 'comesBackUntil'],
	['that ends on a day that does not exist', { comesBackUntil: '2027-02-30' }, 'comesBackUntil']
] as const)('a gathering with a rhythm %s is refused beside its field', ([, as, field]) => {
	const read = v.safeParse(GatheringInput, { ...sent, ...as });
	expect(read.issues?.map((issue) => v.getDotPath(issue))).toEqual([field]);
});

async function all(db: Database) {
	return db.select().from(gatherings).orderBy(gatherings.seriesDay);
}

async function cancelledSlugs(db: Database): Promise<string[]> {
	const rows = await db
		.select({ slug: gatherings.slug })
		.from(gatherings)
		.innerJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.orderBy(gatherings.slug);
	return rows.map(({ slug }) => slug);
}

function dayOf({ startsAt }: { startsAt: Date }) {
	return { day: localOf(startsAt, 'Europe/Paris').day };
}

function later(day: string, days: number): string {
	return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

function firstTuesday(inYear: number, month: number): string {
	const day = 1 + ((2 - new Date(Date.UTC(inYear, month, 1)).getUTCDay() + 7) % 7);
	return new Date(Date.UTC(inYear, month, day)).toISOString().slice(0, 10);
}
