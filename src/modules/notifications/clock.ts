import { Temporal } from 'temporal-polyfill';
import type { Pace } from './paces.ts';

/** How long mail waits for what else happens, in seconds: several notices make one mail. */
export const gathersFor = 3 * 60;

/** At which hour of which time zone somebody reads what is gathered for them. */
export type Clock = { timeZone: string; hour: number };

/** Where most allies live, at the beginning of the day. */
export const usualClock: Clock = { timeZone: 'Europe/Paris', hour: 8 };

const monday = 1;

/**
 * When mail about what happened leaves: in a few minutes, at the next hour of one's clock, at the one of the next Monday, or
 * never (null). Once a local day: an hour that comes twice counts the first time, and one that a change of time skips is
 * an hour later.
 */
export function mailLeavesAt(pace: Pace, happened: Date, { timeZone, hour }: Clock): Date | null {
	if (pace === 'none') return null;
	if (pace === 'at-once') return new Date(happened.getTime() + gathersFor * 1000);

	const instant = Temporal.Instant.fromEpochMilliseconds(happened.getTime());
	let day = instant.toZonedDateTimeISO(timeZone).toPlainDate();
	for (;;) {
		const isDay = pace === 'daily' || day.dayOfWeek === monday;
		const moment = day.toZonedDateTime({ timeZone, plainTime: { hour } }).epochMilliseconds;
		if (isDay && moment > happened.getTime()) return new Date(moment);
		day = day.add({ days: 1 });
	}
}

/** The calendar day of a moment in a time zone: `2026-12-01`. */
export function dayOf(moment: Date, timeZone: string): string {
	const instant = Temporal.Instant.fromEpochMilliseconds(moment.getTime());
	return instant.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
