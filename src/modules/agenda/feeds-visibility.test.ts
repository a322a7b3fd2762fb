import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { search } from '#platform/search/search.server.ts';
import { rebuildSearch } from '#platform/search/searchables.server.ts';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { filtersIn } from './agenda-filters.ts';
import { agendaToRead } from './agenda-reading.server.ts';
import { gatherings } from './agenda.tables.ts';
import { atomOf } from './atom.ts';
import { calendarOf } from './calendar.server.ts';
import { gatheringForCalendar, gatheringsOf, nextPublic } from './feed-reading.server.ts';
import { calendar, eventsIn, planned, publicFeed } from './feeds-for-tests.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { upcomingGatherings } from './gatherings.server.ts';
import { feedSince, makeFeed, readerOfFeed, revokeFeed } from './personal-feed.server.ts';
import { cancelGathering } from './planning.server.ts';
import { registrations } from './registrations.tables.ts';
import { searchableGatherings } from './searchable.server.ts';

describe('what is for allies', () => {
	test('is in nothing that everybody reads, whatever is planned, and is in what allies read', async ({
		db
	}) => {
		const claire = await somebody(db, { isFacilitator: true });
		const plan = fc.array(
			fc.record({ audience: fc.constantFrom('public', 'allies'), isCancelled: fc.boolean() }),
			{
				minLength: 1,
				maxLength: 5
			}
		);
		await fc.assert(
			fc.asyncProperty(plan, async (written) => {
				await db.delete(gatherings);
				const slugs: string[] = [];
				for (const { audience, isCancelled } of written) {
					const title = audience === 'public' ? 'Ouverte' : 'Entre nous';
					slugs.push(await planned(db, claire, { title, audience, text: `${title} !` }));
					if (isCancelled) await cancelGathering(db, claire, slugs.at(-1)!, { reason: `${title} ?` });
				}
				await rebuildSearch(db, [searchableGatherings]);
				const read = await everythingRead(db, slugs);
				expect(read).not.toContain('Entre nous');
				expect(read).not.toContain('entre-nous');
				const open = written.filter(({ audience }) => audience === 'public').length;
				expect(eventsIn(await publicFeed(db))).toHaveLength(open);
				const allies = await agendaToRead(db, 'allies', filtersIn(new URLSearchParams()), {});
				expect(allies.lines).toHaveLength(written.length);
			}),
			{ numRuns: 20 }
		);
	}, 60_000);

	/** Everything that tells of gatherings to somebody who is not signed in. */
	async function everythingRead(db: Database, slugs: string[]): Promise<string> {
		const one: unknown[] = [];
		for (const slug of slugs) {
			one.push(await gatheringForCalendar(db, 'public', slug));
			one.push(await gatheringToRead(db, null, 'public', slug));
		}
		return JSON.stringify([
			await publicFeed(db),
			atomOf(await nextPublic(db), { title: '', origin: '', path: '' }),
			(await agendaToRead(db, 'public', filtersIn(new URLSearchParams()), {})).lines,
			await upcomingGatherings(db, 9),
			(await search(db, 'public', 'entre nous', { place: {} })).page,
			one
		]);
	}
});

describe('the private address of a person', () => {
	test('opens their calendar until it is withdrawn or made again, and only its digest is kept', async ({
		db
	}) => {
		const person = await somebody(db);
		const token = await makeFeed(db, person);
		expect(await readerOfFeed(db, token)).toEqual(person);
		expect(await feedSince(db, person)).toBeInstanceOf(Date);
		const { rows } = await db.execute('select * from calendar_feeds');
		expect(JSON.stringify(rows)).not.toContain(token);

		const another = await makeFeed(db, person);
		expect(await readerOfFeed(db, token)).toBeUndefined();
		expect(await readerOfFeed(db, another)).toEqual(person);
		await revokeFeed(db, person);
		expect(await readerOfFeed(db, another)).toBeUndefined();
		expect(await readerOfFeed(db, 'x'.repeat(48))).toBeUndefined();
	});

	test('holds what they are registered for and may see, with the link where they have a seat', async ({
		db
	}) => {
		const [claire, person] = [await somebody(db, { isFacilitator: true }), await somebody(db)];
		const link = 'https://visio.exemple/salle';
		const register = async (slug: string, as: Partial<typeof registrations.$inferInsert>) => {
			const [found] = await db
				.select({ id: gatherings.id })
				.from(gatherings)
				.where(eq(gatherings.slug, slug));
			await db
				.insert(registrations)
				.values({ id: uuidv7(), gatheringId: found!.id, personId: person.id, ...as });
		};
		await register(await planned(db, claire, { title: 'Assise', link }), { seatedAt: new Date() });
		await register(await planned(db, claire, { title: 'Attend', link }), {});
		await register(await planned(db, claire, { title: 'Partie', link }), { leftAt: new Date() });
		await register(await planned(db, claire, { title: 'Alliés', link, audience: 'allies' }), {
			seatedAt: new Date()
		});
		await planned(db, claire, { title: 'Ailleurs' });

		const mine = async (reader: 'public' | 'allies') =>
			eventsIn(calendarOf(await gatheringsOf(db, person.id, reader), calendar));
		const titles = (await mine('public')).map(({ event }) => event.summary);
		expect(titles.toSorted()).toEqual(['Assise', 'Attend']);
		expect(await mine('allies')).toHaveLength(3);
		for (const { event } of await mine('allies'))
			expect(event.description.includes(link)).toBe(event.summary !== 'Attend');
		expect(await publicFeed(db)).not.toContain('visio.exemple');
	});
});

test('of a series, the search finds the next gathering, and the one after it when that one is cancelled', async ({
	db
}) => {
	const claire = await somebody(db, { isFacilitator: true });
	const slug = await planned(db, claire, { title: 'Apiculture', comesBack: 'monthly' });
	const found = async () => {
		await rebuildSearch(db, [searchableGatherings]);
		return (await search(db, 'public', 'apiculture', { kind: 'gathering', place: {} })).page.lines;
	};
	expect((await found()).map(({ url }) => url)).toEqual([`/agenda/${slug}`]);
	await cancelGathering(db, claire, slug, { reason: 'Pluie' });
	const [next, ...others] = await found();
	expect(next!.url).not.toBe(`/agenda/${slug}`);
	expect(others).toEqual([]);
});
