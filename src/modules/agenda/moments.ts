import { Temporal } from 'temporal-polyfill';

/** The moment of a local day (`2026-12-01`) and hour (`18:00`). An hour that a change of time skips is moved after it. */
export function momentAt(day: string, hour: string, timeZone: string): Date {
	const local = Temporal.PlainDateTime.from(`${day}T${hour}`);
	return new Date(local.toZonedDateTime(timeZone).epochMilliseconds);
}

/** The local day and hour of a moment. */
export function localOf(moment: Date, timeZone: string): { day: string; hour: string } {
	const local = Temporal.Instant.fromEpochMilliseconds(moment.getTime()).toZonedDateTimeISO(timeZone);
	return { day: local.toPlainDate().toString(), hour: local.toPlainTime().toString().slice(0, 5) };
}
