import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { localOf, momentAt } from './moments.ts';
import { rhythms, type Rhythm } from './rhythms.ts';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

const periods: Record<Rhythm, { freq: 'WEEKLY' | 'MONTHLY' | 'YEARLY'; interval: number }> = {
	weekly: { freq: 'WEEKLY', interval: 1 },
	fortnightly: { freq: 'WEEKLY', interval: 2 },
	monthly: { freq: 'MONTHLY', interval: 1 },
	'two-monthly': { freq: 'MONTHLY', interval: 2 },
	quarterly: { freq: 'MONTHLY', interval: 3 },
	'half-yearly': { freq: 'MONTHLY', interval: 6 },
	yearly: { freq: 'YEARLY', interval: 1 }
};

/**
 * The RRULE (RFC 5545) of a rhythm that has its first gathering on a day, perhaps until a day that is still in it. What is
 * on a fifth weekday of a month comes back on the last one, for not every month has five.
 */
export function ruleOf(rhythm: Rhythm, day: string, until: string | null, timeZone: string): string {
	const { freq, interval } = periods[rhythm];
	const date = Temporal.PlainDate.from(day);
	const weekday = weekdays[date.dayOfWeek - 1]!;
	const week = Math.ceil(date.day / 7);
	const parts = [
		`FREQ=${freq}`,
		interval > 1 && `INTERVAL=${interval}`,
		freq === 'YEARLY' && `BYMONTH=${date.month}`,
		`BYDAY=${freq === 'WEEKLY' ? '' : week === 5 ? -1 : week}${weekday}`
	];
	const rule = parts.filter(Boolean).join(';');
	return until === null ? rule : ruleUntil(rule, until, timeZone);
}

/** The same rule with its last gathering on a day at the latest, in a time zone. */
export function ruleUntil(rule: string, day: string, timeZone: string): string {
	const midnight = momentAt(day, '23:59', timeZone).getTime() + 59_000;
	const last = new Date(midnight).toISOString().replace(/[-:]|\.\d+/g, '');
	return `${rule.replace(/;UNTIL=[^;]*/, '')};UNTIL=${last}`;
}

/** What a rule says, to be put in words. Weekdays as in ISO 8601: Monday is 1; `week` is -1 for the last of a month. */
export function readRule(rule: string, startsOn: string, timeZone: string) {
	const { freq, interval = 1, byDay, until } = recurrence(rule, startsOn.slice(0, 10)).options();
	const rhythm = rhythms.find((one) => periods[one].freq === freq && periods[one].interval === interval);
	const [, week = '', weekday = ''] = /^(-?\d)?([A-Z]{2})$/.exec(byDay?.[0] ?? '') ?? [];
	return {
		rhythm: rhythm ?? null,
		weekday: weekdays.findIndex((code) => code === weekday) + 1,
		week: Number(week),
		month: Number(startsOn.slice(5, 7)),
		until: until ? localOf(new Date(until.epochMilliseconds), timeZone).day : null
	};
}

/** The days of a rule that begins on a day: those after `after` and until `until`, included, the earliest `most` of them. */
export function daysOf(
	rule: string,
	first: string,
	{ after, until = '9999-12-31', most }: { after: string; until?: string; most: number }
): string[] {
	const days: string[] = [];
	recurrence(rule, first).all((date) => {
		const day = date.toPlainDate().toString();
		if (day > after && day <= until && days.length < most) days.push(day);
		return day < until && days.length < most;
	});
	return days;
}

/**
 * When a gathering of a series is: the same local hours on every day, on both sides of a change of time. One that lasts
 * through a change of time ends at its usual local hour, too.
 */
export function momentsOn(day: string, hour: string, minutes: number, timeZone: string) {
	const startsAt = momentAt(day, hour, timeZone);
	const end = Temporal.PlainDateTime.from(`${day}T${hour}`).add({ minutes }).toZonedDateTime(timeZone);
	const endsAt = new Date(end.epochMilliseconds);
	return { startsAt, endsAt: endsAt > startsAt ? endsAt : new Date(startsAt.getTime() + minutes * 60_000) };
}

/** Minutes on a clock of the place between two local days and hours. */
export function minutesBetween(from: { day: string; hour: string }, to: { day: string; hour: string }) {
	const start = Temporal.PlainDateTime.from(`${from.day}T${from.hour}`);
	return start.until(Temporal.PlainDateTime.from(`${to.day}T${to.hour}`)).total('minutes');
}

/**
 * Days are counted at noon in universal time, where no hour is skipped. The end of a local day, which bounds a rule, is
 * after that noon in no zone of ours that has not come to the end of its day: they go from ten hours behind to eleven ahead.
 */
function recurrence(rule: string, first: string) {
	const start = `${first.replaceAll('-', '')}T120000Z`;
	return new RRuleTemporal({ rruleString: `DTSTART:${start}\nRRULE:${rule}` });
}
