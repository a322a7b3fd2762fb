import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { timeZones } from '#platform/time-zones.ts';
import { mailLeavesAt } from './clock.ts';

const at = (moment: string) => new Date(moment);
const paris = (hour: number) => ({ timeZone: 'Europe/Paris', hour });

describe('what is gathered leaves', () => {
	test('at one’s hour of the same day, or of the next one when it is past', () => {
		expect(mailLeavesAt('daily', at('2026-12-01T06:59:59Z'), paris(8))).toEqual(at('2026-12-01T07:00:00Z'));
		expect(mailLeavesAt('daily', at('2026-12-01T07:00:00Z'), paris(8))).toEqual(at('2026-12-02T07:00:00Z'));
	});

	test('on Mondays for who reads once a week', () => {
		expect(mailLeavesAt('weekly', at('2026-12-01T12:00:00Z'), paris(8))).toEqual(at('2026-12-07T07:00:00Z'));
		expect(mailLeavesAt('weekly', at('2026-12-07T06:30:00Z'), paris(8))).toEqual(at('2026-12-07T07:00:00Z'));
		expect(mailLeavesAt('weekly', at('2026-12-07T07:00:00Z'), paris(8))).toEqual(at('2026-12-14T07:00:00Z'));
	});

	test('an hour later on the day that has no such hour, and once on the day that has it twice', () => {
		// In Paris, 2 h of 29 March 2026 is skipped, and 2 h of 25 October 2026 comes twice.
		expect(mailLeavesAt('daily', at('2026-03-28T12:00:00Z'), paris(2))).toEqual(at('2026-03-29T01:00:00Z'));
		expect(mailLeavesAt('daily', at('2026-10-24T12:00:00Z'), paris(2))).toEqual(at('2026-10-25T00:00:00Z'));
		expect(mailLeavesAt('daily', at('2026-10-25T00:30:00Z'), paris(2))).toEqual(at('2026-10-26T01:00:00Z'));
	});

	test('within minutes, or never, for who chose so', () => {
		expect(mailLeavesAt('at-once', at('2026-12-01T12:00:00Z'), paris(8))).toEqual(at('2026-12-01T12:03:00Z'));
		expect(mailLeavesAt('none', at('2026-12-01T12:00:00Z'), paris(8))).toBeNull();
	});
});

const moments = fc.date({
	min: at('2026-01-01T00:00:00Z'),
	max: at('2029-01-01T00:00:00Z'),
	noInvalidDate: true
});
const clocks = fc.record({ timeZone: fc.constantFrom(...timeZones), hour: fc.nat(23) });
const localOf = (moment: Date, timeZone: string) =>
	Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);

test('once each local day, at the hour that was chosen or, on a day without it, at the next one', () => {
	fc.assert(
		fc.property(moments, clocks, (happened, clock) => {
			let last = mailLeavesAt('daily', happened, clock)!;
			expect(last.getTime()).toBeGreaterThan(happened.getTime());
			expect(last.getTime() - happened.getTime()).toBeLessThanOrEqual(26 * 3_600_000);
			for (let days = 0; days < 3; days += 1) {
				const [before, next] = [localOf(last, clock.timeZone), mailLeavesAt('daily', last, clock)!];
				const after = localOf(next, clock.timeZone);
				expect(after.toPlainDate().toString()).toBe(before.toPlainDate().add({ days: 1 }).toString());
				const isThere = after.hour === clock.hour;
				const isSkipped = after.hour === clock.hour + 1 && after.hoursInDay < 24;
				expect(isThere || isSkipped, `${after.toString()} for ${clock.hour} h`).toBe(true);
				last = next;
			}
		}),
		{ numRuns: 300 }
	);
});

test('what happened earlier never leaves later, and a week brings one Monday', () => {
	fc.assert(
		fc.property(moments, fc.nat(10 * 24 * 3600), clocks, (happened, seconds, clock) => {
			const later = new Date(happened.getTime() + seconds * 1000);
			for (const pace of ['daily', 'weekly'] as const)
				expect(mailLeavesAt(pace, happened, clock)!.getTime()).toBeLessThanOrEqual(
					mailLeavesAt(pace, later, clock)!.getTime()
				);
			expect(localOf(mailLeavesAt('weekly', happened, clock)!, clock.timeZone).dayOfWeek).toBe(1);
		}),
		{ numRuns: 200 }
	);
});
