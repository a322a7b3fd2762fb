import { formatDate } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { readRule } from './recurrence.ts';
import { rhythms, type Rhythm } from './rhythms.ts';

type Rule = { rule: string; startsOn: string; timeZone: string };

/** A rhythm in words: “Chaque mois, le premier mardi, jusqu’au 12 juin 2027”. */
export function rhythmInWords({ rule, startsOn, timeZone }: Rule): string {
	const read = readRule(rule, startsOn, timeZone);
	const words = {
		weekday: formatDate(`2024-01-0${read.weekday}`, { weekday: 'long' }),
		week: weekName(read.week),
		month: formatDate(`2024-${String(read.month).padStart(2, '0')}-01`, { month: 'long' })
	};
	const rhythm = read.rhythm ? sentences[read.rhythm](words) : rule;
	return read.until === null ? rhythm : m.agenda_rhythm_until({ rhythm, day: formatDate(read.until) });
}

type Words = { weekday: string; week: string; month: string };

const sentences: Record<Rhythm, (words: Words) => string> = {
	weekly: m.agenda_rhythm_weekly,
	fortnightly: m.agenda_rhythm_fortnightly,
	monthly: m.agenda_rhythm_monthly,
	'two-monthly': m.agenda_rhythm_two_monthly,
	quarterly: m.agenda_rhythm_quarterly,
	'half-yearly': m.agenda_rhythm_half_yearly,
	yearly: m.agenda_rhythm_yearly
};

function weekName(week: number): string {
	const names = [m.agenda_week_1, m.agenda_week_2, m.agenda_week_3, m.agenda_week_4];
	return (names[week - 1] ?? m.agenda_week_last)();
}

/** The answers to “does it come back?”. */
export function comesBackOptions() {
	const labels: Record<Rhythm, () => string> = {
		weekly: m.agenda_comes_back_weekly,
		fortnightly: m.agenda_comes_back_fortnightly,
		monthly: m.agenda_comes_back_monthly,
		'two-monthly': m.agenda_comes_back_two_monthly,
		quarterly: m.agenda_comes_back_quarterly,
		'half-yearly': m.agenda_comes_back_half_yearly,
		yearly: m.agenda_comes_back_yearly
	};
	return [
		{ value: 'never', label: m.agenda_comes_back_never() },
		...rhythms.map((rhythm) => ({ value: rhythm, label: labels[rhythm]() }))
	];
}
