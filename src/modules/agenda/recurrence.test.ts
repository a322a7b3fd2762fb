import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { localOf } from './moments.ts';
import { daysOf, momentsOn, readRule, ruleOf } from './recurrence.ts';
import { rhythms, type Rhythm } from './rhythms.ts';
import { rhythmInWords } from './rhythm-words.ts';

const paris = 'Europe/Paris';
const from = (rhythm: Rhythm, first: string, most: number, until: string | null = null) =>
	daysOf(ruleOf(rhythm, first, until, paris), first, { after: '0000-01-01', most });

describe('the rhythms of an alliance', () => {
	test('the open hour is on the first Tuesday of each month, as on 6 February 2024', () => {
		expect(from('monthly', '2024-02-06', 3)).toEqual(['2024-02-06', '2024-03-05', '2024-04-02']);
	});

	test('the assembly is on the second Thursday of December', () => {
		expect(from('yearly', '2024-12-12', 3)).toEqual(['2024-12-12', '2025-12-11', '2026-12-10']);
	});

	test('what began on a fifth Friday comes back on the last one', () => {
		expect(from('monthly', '2026-01-30', 3)).toEqual(['2026-01-30', '2026-02-27', '2026-03-27']);
	});

	test('the last day is in it, wherever in the world it is', () => {
		for (const zone of ['Pacific/Tahiti', 'Pacific/Noumea', paris]) {
			const rule = ruleOf('weekly', '2027-03-02', '2027-03-16', zone);
			const days = daysOf(rule, '2027-03-02', { after: '0000-01-01', most: 9 });
			expect(days, zone).toEqual(['2027-03-02', '2027-03-09', '2027-03-16']);
			expect(readRule(rule, '2027-03-02T18:00', zone).until).toBe('2027-03-16');
		}
	});

	test('a rhythm is said in words', () => {
		const said = (rhythm: Rhythm, first: string, until: string | null = null) =>
			rhythmInWords({
				rule: ruleOf(rhythm, first, until, paris),
				startsOn: `${first}T18:00`,
				timeZone: paris
			});
		expect(said('monthly', '2024-02-06')).toBe('Chaque mois, le premier mardi');
		expect(said('quarterly', '2026-01-30')).toBe('Tous les trois mois, le dernier vendredi');
		expect(said('yearly', '2024-12-12')).toBe('Chaque année en décembre, le deuxième jeudi');
		expect(said('weekly', '2027-03-02', '2027-06-30')).toBe(
			'Chaque semaine, le mardi, jusqu’au 30\u00A0juin 2027'
		);
	});
});

/** Days of a rhythm counted by hand: day by day with `Date`, without a rule and without Temporal. */
function countedByHand(rhythm: Rhythm, first: string, count: number): string[] {
	const start = new Date(`${first}T00:00:00Z`);
	const weeks = { weekly: 1, fortnightly: 2 }[rhythm as string];
	const months = { monthly: 1, 'two-monthly': 2, quarterly: 3, 'half-yearly': 6, yearly: 12 }[
		rhythm as string
	];
	const week = Math.ceil(start.getUTCDate() / 7);
	const days: string[] = [];
	for (let index = 0; days.length < count; index += 1) {
		const day = new Date(start.getTime() + index * 86_400_000);
		if (day.getUTCDay() !== start.getUTCDay()) continue;
		if (weeks) {
			if (index % (weeks * 7) === 0) days.push(iso(day));
			continue;
		}
		const apart =
			(day.getUTCFullYear() - start.getUTCFullYear()) * 12 + day.getUTCMonth() - start.getUTCMonth();
		const isLast = new Date(day.getTime() + 7 * 86_400_000).getUTCMonth() !== day.getUTCMonth();
		const isOfWeek = week === 5 ? isLast : Math.ceil(day.getUTCDate() / 7) === week;
		if (apart % months! === 0 && isOfWeek) days.push(iso(day));
	}
	return days;
}

const iso = (day: Date) => day.toISOString().slice(0, 10);
const aDay = fc
	.integer({ min: 0, max: 3650 })
	.map((after) => iso(new Date(Date.UTC(2024, 0, 1) + after * 86_400_000)));

test('whatever the rhythm and the day, the days are those that one counts by hand', () => {
	fc.assert(
		fc.property(fc.constantFrom(...rhythms), aDay, (rhythm, first) => {
			expect(from(rhythm, first, 12)).toEqual(countedByHand(rhythm, first, 12));
		}),
		{ numRuns: 150 }
	);
});

const zones = [paris, 'Europe/London', 'America/Montreal', 'Indian/Reunion', 'America/Miquelon'];

test('the local hours stay the same across both changes of time, read by the clock of the machine', () => {
	const clock = (moment: Date, timeZone: string) =>
		new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'short', timeStyle: 'short' }).format(moment);
	const hour = fc.integer({ min: 4, max: 20 });
	fc.assert(
		fc.property(
			fc.constantFrom(...zones),
			aDay,
			hour,
			fc.integer({ min: 15, max: 180 }),
			(zone, first, at, minutes) => {
				const rule = ruleOf('weekly', first, null, zone);
				const start = `${String(at).padStart(2, '0')}:00`;
				for (const day of daysOf(rule, first, { after: '0000-01-01', most: 53 })) {
					const { startsAt, endsAt } = momentsOn(day, start, minutes, zone);
					const [year, month, date] = day.split('-');
					expect(clock(startsAt, zone)).toBe(`${date}/${month}/${year}, ${start}`);
					expect(endsAt.getTime() - startsAt.getTime()).toBe(minutes * 60_000);
				}
			}
		),
		{ numRuns: 25 }
	);
});

test('a night of a change of time ends at its usual hour, and an hour that does not exist comes after it', () => {
	const night = momentsOn('2027-03-27', '22:00', 10 * 60, paris);
	expect(localOf(night.endsAt, paris)).toEqual({ day: '2027-03-28', hour: '08:00' });
	expect(night.endsAt.getTime() - night.startsAt.getTime()).toBe(9 * 3_600_000);
	const skipped = momentsOn('2027-03-28', '02:30', 30, paris);
	expect(localOf(skipped.startsAt, paris).hour).toBe('03:30');
	expect(skipped.endsAt > skipped.startsAt).toBe(true);
});
