import * as v from 'valibot';
import { isDay } from '#platform/fields.ts';

const paris = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Paris' });

/** The calendar day of a moment in Paris, such as `2026-11-24`. */
export function dayOf(moment: Date): string {
	return paris.format(moment);
}

/** The day so many days after another. */
export function daysAfter(day: string, days: number): string {
	const moment = new Date(`${day}T12:00:00Z`);
	moment.setUTCDate(moment.getUTCDate() + days);
	return moment.toISOString().slice(0, 10);
}

/** A day that must be told, from today to `most` days later. */
export function comingDay(most: number, refusal: () => string) {
	return v.pipe(
		v.optional(v.string(), ''),
		v.check(
			(day) => isDay(day) && day >= dayOf(new Date()) && day <= daysAfter(dayOf(new Date()), most),
			refusal
		)
	);
}
