import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { v7 as uuidv7 } from 'uuid';
import * as v from 'valibot';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { GatheringInput } from './agenda.input.ts';
import { gatherings } from './agenda.tables.ts';
import { atomOf } from './atom.ts';
import { nextPublic } from './feed-reading.server.ts';
import { eventsIn, planned, publicFeed, sent, year } from './feeds-for-tests.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { eventData } from './linked-data.ts';
import { cancelGathering, changeGathering } from './planning.server.ts';

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
