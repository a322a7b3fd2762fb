import { formatDate, locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { Conflict } from './conflicts.ts';
import type { ProgrammeChange } from './changes.ts';
import { endOf, type Format, type ProgrammeSession } from './programme.ts';

const names: Record<Format, () => string> = {
	'round-table': m.assembly_format_round_table,
	debate: m.assembly_format_debate,
	'collective-discussion': m.assembly_format_discussion,
	'six-hats': m.assembly_format_six_hats,
	workshops: m.assembly_format_workshops,
	workshop: m.assembly_format_workshop,
	'fish-bowl': m.assembly_format_fish_bowl,
	pairs: m.assembly_format_pairs,
	presentation: m.assembly_format_presentation,
	synthesis: m.assembly_format_synthesis,
	break: m.assembly_format_break,
	other: m.assembly_format_other
};

/** The name of a format. */
export function formatName(format: Format): string {
	return names[format]();
}

/** When a session is, as far as it is known: hours, a duration, or nothing. */
export function hoursOf(session: Pick<ProgrammeSession, 'starts' | 'minutes'>): string {
	const end = endOf(session);
	if (session.starts && end) return m.assembly_hours({ from: hour(session.starts), to: hour(end) });
	if (session.starts) return m.assembly_from({ from: hour(session.starts) });
	return session.minutes === null ? '' : durationWords(session.minutes);
}

/** A duration in words: “1 h 45”. */
export function durationWords(minutes: number): string {
	const hours = Math.floor(minutes / 60);
	if (hours === 0) return m.assembly_minutes({ minutes });
	const rest = minutes % 60;
	return rest === 0
		? m.assembly_whole_hours({ hours })
		: m.assembly_hours_minutes({ hours, minutes: String(rest).padStart(2, '0') });
}

function hour(time: string): string {
	return time
		.replace(':', '\u00a0h\u00a0')
		.replace(/^0/, '')
		.replace(/\u00a0h\u00a000$/, '\u00a0h');
}

/** A day of an assembly in words. */
export function dayName(day: string): string {
	return formatDate(day, { weekday: 'long', day: 'numeric', month: 'long' });
}

/** The days of an assembly in words: “14–15 décembre 2023”. */
export function datesOf({ startsOn, endsOn }: { startsOn: string; endsOn: string }): string {
	const format = new Intl.DateTimeFormat(locale(), {
		day: 'numeric',
		month: 'long',
		year: 'numeric',
		timeZone: 'UTC'
	});
	return format.formatRange(new Date(startsOn), new Date(endsOn));
}

/** What does not fit, in a sentence. */
export function conflictWords(conflict: Conflict): string {
	switch (conflict.kind) {
		case 'person':
			return m.assembly_conflict_person(conflict);
		case 'space':
			return m.assembly_conflict_space(conflict);
		case 'no-break':
			return m.assembly_conflict_no_break({ day: dayName(conflict.day), hours: conflict.hours });
		case 'too-long':
			return m.assembly_conflict_too_long({
				title: conflict.title,
				duration: durationWords(conflict.minutes)
			});
		case 'past-midnight':
			return m.assembly_conflict_past_midnight(conflict);
		case 'slot-of-one':
			return m.assembly_conflict_slot_of_one(conflict);
	}
}

/** What changed, in a sentence. */
export function changeWords(change: ProgrammeChange): string {
	switch (change.kind) {
		case 'added':
			return m.assembly_change_added(change);
		case 'withdrawn':
			return m.assembly_change_withdrawn(change);
		case 'rewritten':
			return m.assembly_change_rewritten(change);
		case 'renamed':
			return m.assembly_change_renamed(change);
		case 'moved':
			return m.assembly_change_moved(change);
		case 'people':
			return [
				change.came.length > 0 &&
					m.assembly_change_came({ title: change.title, names: change.came.join(', ') }),
				change.left.length > 0 &&
					m.assembly_change_left({ title: change.title, names: change.left.join(', ') })
			]
				.filter(Boolean)
				.join(' ');
	}
}
