import { SaxesParser } from 'saxes';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { expect, test } from 'vitest';
import { changesBetween } from './changes.ts';
import { conflictsIn } from './conflicts.ts';
import { programmeCalendar } from './programme-calendar.ts';
import type { Programme, ProgrammeSession } from './programme.ts';
import { scheduleXml } from './schedule-xml.ts';
import { scheduleJson } from './schedule.ts';

let count = 0;
function session(with_: Partial<ProgrammeSession>): ProgrammeSession {
	count += 1;
	const text = {
		slug: `s-${count}`,
		title: `Session ${count}`,
		abstract: '',
		format: 'debate',
		language: 'fr'
	} as const;
	const when = { day: '2026-12-10', starts: null, minutes: null, space: null, slotId: null };
	return {
		id: `id-${count}`,
		...text,
		...when,
		video: null,
		capacity: null,
		people: [],
		resources: [],
		...with_
	};
}

function programme(...sessions: ProgrammeSession[]): Programme {
	return {
		days: [
			{ day: '2026-12-10', theme: '' },
			{ day: '2026-12-11', theme: '' }
		],
		sessions
	};
}

const speaker = (name: string) => [{ name, role: '', part: 'speaker' as const }];
const kinds = (given: Programme) => conflictsIn(given).map(({ kind }) => kind);

test('the same person or the same space at the same time is pointed out, one after the other is not', () => {
	const first = session({ starts: '09:00', minutes: 60, space: 'Salle A', people: speaker('Ada') });
	const during = { starts: '09:30', minutes: 60, space: 'Salle A', people: speaker('Ada') };
	expect(kinds(programme(first, session(during)))).toEqual(['person', 'space']);
	expect(kinds(programme(first, session({ ...during, starts: '10:00' })))).toEqual([]);
	expect(kinds(programme(first, session({ ...during, day: '2026-12-11' })))).toEqual([]);
	const slot = session({ starts: '09:00', minutes: 60, space: 'Salle A', format: 'workshops' });
	const workshops = ['A', 'B'].map((name) =>
		session({ ...during, starts: '09:00', space: `Salle ${name}`, people: speaker(name), slotId: slot.id })
	);
	expect(kinds(programme(slot, ...workshops))).toEqual([]);
	expect(kinds(programme(slot, workshops[0]!))).toEqual(['slot-of-one']);
});

test('hours in a row without a break, what is too long or ends after midnight', () => {
	const row = ['09:00', '10:00', '11:00'].map((starts) => session({ starts, minutes: 60 }));
	expect(conflictsIn(programme(...row))).toEqual([{ kind: 'no-break', day: '2026-12-10', hours: 3 }]);
	const paused = [
		row[0]!,
		session({ starts: '10:00', minutes: 15, format: 'break' }),
		session({ starts: '10:15', minutes: 105 })
	];
	expect(kinds(programme(...paused))).toEqual([]);
	expect(kinds(programme(session({ minutes: 200 })))).toEqual(['too-long']);
	expect(kinds(programme(session({ starts: '23:30', minutes: 60 })))).toEqual(['past-midnight']);
});

test('of what has no hour yet nothing is said', () => {
	expect(kinds(programme(session({ people: speaker('Ada') }), session({ people: speaker('Ada') })))).toEqual(
		[]
	);
});

test('what changed between two versions is told session by session', () => {
	const [kept, gone, moved] = [session({}), session({}), session({ starts: '09:00', minutes: 30 })];
	const before = programme(kept, gone, moved);
	const renamed = { ...kept, title: 'Autre titre', people: speaker('Ada') };
	const after = programme(
		renamed,
		{ ...moved, starts: '10:00', space: 'Salle B' },
		session({ title: 'Nouvelle' })
	);
	expect(changesBetween(before, after)).toEqual([
		{ kind: 'renamed', title: 'Autre titre', before: kept.title },
		{ kind: 'people', title: 'Autre titre', came: ['Ada'], left: [] },
		{ kind: 'rewritten', title: 'Autre titre' },
		{
			kind: 'moved',
			title: moved.title,
			before: '10/12/2026, 09:00–09:30',
			after: '10/12/2026, 10:00–10:30, Salle B'
		},
		{ kind: 'added', title: 'Nouvelle' },
		{ kind: 'withdrawn', title: gone.title }
	]);
	expect(changesBetween(before, before)).toEqual([]);
});

const edition = {
	...{
		id: 'e',
		slug: '2026',
		title: 'Assemblée 2026',
		about: '',
		startsOn: '2026-12-10',
		endsOn: '2026-12-11'
	},
	...{ place: 'Paris', timeZone: 'Europe/Paris', gatheringSlug: null, createdBy: null, createdAt: new Date() }
};
const told = (given: Programme) => ({
	...{ edition, number: 3, publishedAt: new Date('2026-11-01T10:00:00Z'), programme: given },
	...{ url: 'https://exemple.org/assemblees/2026', alliance: 'L’alliance' }
});

test('other tools read the programme as a schedule, with hours in its time zone', () => {
	const one = session({
		starts: '09:00',
		minutes: 90,
		space: 'Salle A',
		people: speaker('Ada & Bo <inventés>')
	});
	const { schedule } = scheduleJson(told(programme(one, session({}))));
	const [first] = schedule.conference.days;
	expect(schedule).toMatchObject({ version: '3', conference: { acronym: '2026', daysCount: 2 } });
	expect(first!.rooms['Salle A']).toMatchObject([
		{ guid: one.id, start: '09:00', duration: '01:30', date: '2026-12-10T09:00:00+01:00', title: one.title }
	]);
	const xml = scheduleXml(told(programme(one)));
	const seen: Record<string, string> = {};
	let name = '';
	const parser = new SaxesParser();
	parser.on('error', (error) => expect.unreachable(String(error)));
	parser.on('opentag', (tag) => (name = tag.name));
	parser.on('text', (text) => (seen[name] ??= text));
	parser.write(xml).close();
	expect(seen).toMatchObject({
		version: '3',
		duration: '01:30',
		person: 'Ada & Bo <inventés>',
		room: 'Salle A'
	});
});

test('whatever is written in a programme, its XML is well formed', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (title, space) => {
			const parser = new SaxesParser();
			parser.on('error', (error) => expect.unreachable(String(error)));
			parser
				.write(scheduleXml(told(programme(session({ title, space, starts: '09:00', minutes: 5 })))))
				.close();
		})
	);
});

test('calendars read the sessions whose hour is known', () => {
	const one = session({ starts: '09:00', minutes: 90, space: 'Salle A' });
	const file = programmeCalendar(told(programme(one, session({}))), 'https://exemple.org/assemblees/2026');
	const events = new ICAL.Component(ICAL.parse(file))
		.getAllSubcomponents('vevent')
		.map((each) => new ICAL.Event(each));
	expect(
		events.map(({ summary, startDate, location }) => [summary, startDate.toJSDate().toISOString(), location])
	).toEqual([[one.title, '2026-12-10T08:00:00.000Z', 'Salle A, Paris']]);
});
