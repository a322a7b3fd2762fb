import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { SaxesParser } from 'saxes';
import { v7 as uuidv7 } from 'uuid';
import * as v from 'valibot';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { search } from '#platform/search/search.server.ts';
import { rebuildSearch } from '#platform/search/searchables.server.ts';
import { test } from '#platform/testing.server.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { filtersIn } from './agenda-filters.ts';
import { agendaToRead } from './agenda-reading.server.ts';
import { GatheringInput } from './agenda.input.ts';
import { gatherings } from './agenda.tables.ts';
import { atomOf } from './atom.ts';
import { calendarOf, calendarPieces } from './calendar.server.ts';
import { agendaPages, gatheringForCalendar, gatheringsOf, nextPublic } from './feed-reading.server.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { upcomingGatherings } from './gatherings.server.ts';
import { eventData } from './linked-data.ts';
import { feedSince, makeFeed, readerOfFeed, revokeFeed } from './personal-feed.server.ts';
import { cancelGathering, changeGathering, planGathering } from './planning.server.ts';
import { registrations } from './registrations.tables.ts';
import { searchableGatherings } from './searchable.server.ts';

const calendar = { name: 'Agenda', origin: 'https://alliance.exemple' };
const year = new Date().getUTCFullYear() + 1;
const sent = {
	...{ title: 'Permanence', summary: 'Une heure.', kind: 'open-hour', way: 'online' },
	...{ day: `${year}-02-02`, from: '18:00', to: '19:30' }
};

async function planned(db: Database, person: Person, as: Record<string, string> = {}): Promise<string> {
	const result = await planGathering(db, person, v.parse(GatheringInput, { ...sent, ...as }));
	if (!result.ok) throw new Error(result.reason);
	return result.slug;
}

async function publicFeed(db: Database): Promise<string> {
	let file = '';
	for await (const piece of calendarPieces(agendaPages(db, 'public'), calendar)) file += piece;
	return file;
}

const eventsIn = (file: string) =>
	new ICAL.Component(ICAL.parse(file)).getAllSubcomponents('vevent').map((event) => ({
		event: new ICAL.Event(event),
		text: (name: string) => event.getFirstPropertyValue(name)?.toString()
	}));

test('a year of a rhythm, read by another program, is at the right local hours on both sides of both changes of time', async ({
	db
}) => {
	const claire = await somebody(db, { isFacilitator: true });
	await planned(db, claire, { comesBack: 'weekly', comesBackUntil: `${year + 1}-02-01` });
	const file = await publicFeed(db);
	const read = eventsIn(file);
	expect(read).toHaveLength(53);
	const hours = read.map(({ event }) => event.startDate.toJSDate());
	const inParis = hours.map((moment) => moment.toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' }));
	expect(new Set(inParis)).toEqual(new Set(['18:00:00']));
	expect(new Set(hours.map((moment) => moment.getUTCHours()))).toEqual(new Set([16, 17]));
	expect(read.every(({ event }) => event.endDate.subtractDate(event.startDate).toSeconds() === 5400)).toBe(
		true
	);
	expect(file).not.toContain('TZID');
});

test('any text that organisers write is read again as it was, on lines of 75 bytes at most', async ({
	db
}) => {
	const claire = await somebody(db, { isFacilitator: true });
	const slug = await planned(db, claire);
	const typed = fc
		.string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
		.map((text) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim());
	await fc.assert(
		fc.asyncProperty(typed, async (title) => {
			await db.update(gatherings).set({ title }).where(eq(gatherings.slug, slug));
			const file = await publicFeed(db);
			expect(eventsIn(file)[0]!.text('summary') ?? '').toBe(title);
			for (const line of file.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
		}),
		{ numRuns: 40 }
	);
});

test('a calendar that follows the agenda learns of a change and of a cancellation', async ({ db }) => {
	const claire = await somebody(db, { isFacilitator: true });
	const slug = await planned(db, claire);
	const told = async () => eventsIn(await publicFeed(db))[0]!;
	const before = await told();
	expect([before.text('status'), before.text('sequence')]).toEqual(['CONFIRMED', '0']);
	expect(before.text('categories')).toBe('Permanence');
	expect(before.text('url')).toBe(`https://alliance.exemple/agenda/${slug}`);

	await changeGathering(db, claire, slug, v.parse(GatheringInput, { ...sent, from: '17:00' }));
	const changed = await told();
	expect(changed.text('uid')).toBe(before.text('uid'));
	expect(Number(changed.text('sequence'))).toBeGreaterThan(0);

	await cancelGathering(db, claire, slug, { reason: 'La salle est fermée.' });
	const cancelled = await told();
	expect(cancelled.text('status')).toBe('CANCELLED');
	expect(cancelled.text('description')).toContain('La salle est fermée.');
});

test('a feed of several pages is one calendar, with each gathering once', async ({ db }) => {
	const start = Date.UTC(year, 0, 1);
	await db.insert(gatherings).values(
		Array.from({ length: 620 }, (_, index) => {
			const startsAt = new Date(start + Math.floor(index / 3) * 3_600_000);
			const id = uuidv7();
			const endsAt = new Date(startsAt.getTime() + 1);
			return {
				id,
				slug: id,
				kind: 'other' as const,
				title: 'Une',
				summary: 'Une',
				way: 'online' as const,
				startsAt,
				endsAt
			};
		})
	);
	const uids = eventsIn(await publicFeed(db)).map(({ event }) => event.uid);
	expect([uids.length, new Set(uids).size]).toEqual([620, 620]);
});

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

test('the feed of readers is well-formed whatever is typed in it', async ({ db }) => {
	const claire = await somebody(db, { isFacilitator: true });
	const slug = await planned(db, claire);
	await fc.assert(
		fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (typed) => {
			const title = `${typed.replaceAll('\0', '')}<b>&</b>`;
			await db.update(gatherings).set({ title }).where(eq(gatherings.slug, slug));
			const parser = new SaxesParser();
			const titles: string[] = [];
			parser.on('text', (text) => titles.push(text));
			parser
				.write(atomOf(await nextPublic(db), { title: 'A & B', origin: 'https://a.exemple', path: '/agenda' }))
				.close();
			expect(titles.join('\n')).toContain('<b>&</b>');
		}),
		{ numRuns: 30 }
	);
});

test('machines read a gathering at its local hour, with its distance to universal time', async ({ db }) => {
	const claire = await somebody(db, { isFacilitator: true });
	const as = { way: 'both', address: '1 rue de l’Exemple', day: `${year}-07-06`, capacity: '40' };
	const slug = await planned(db, claire, as);
	const { gathering } = (await gatheringToRead(db, null, 'public', slug))!;
	expect(eventData(gathering, { url: 'https://a.exemple/agenda/x', alliance: 'Alliance' })).toMatchObject({
		'@type': 'Event',
		startDate: `${year}-07-06T18:00:00+02:00`,
		eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
		eventStatus: 'https://schema.org/EventScheduled',
		location: [{ '@type': 'Place', name: '1 rue de l’Exemple' }, { '@type': 'VirtualLocation' }],
		organizer: { name: 'Alliance' },
		maximumAttendeeCapacity: 40
	});
});
