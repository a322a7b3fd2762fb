import { minuteOf, type Programme, type ProgrammeSession } from './programme.ts';

/** What does not fit in a programme: sessions by title, and what they have too much of. */
export type Conflict =
	| { kind: 'person' | 'space'; name: string; first: string; second: string }
	| { kind: 'no-break'; day: string; hours: number }
	| { kind: 'too-long'; title: string; minutes: number }
	| { kind: 'past-midnight' | 'slot-of-one'; title: string };

/** Hours in a row after which people need a break, and minutes beyond which a session is too long. */
const longestStretch = 150;
const longestSession = 180;
const shortestBreak = 10;

type Timed = ProgrammeSession & { from: number; to: number };

/** What whoever prepares a programme should look at; of sessions whose hours are not known nothing is said. */
export function conflictsIn({ sessions, days }: Programme): Conflict[] {
	const timed = sessions.filter(isTimed).map(withTimes);
	return [
		...timed.flatMap((one, i) => timed.slice(i + 1).flatMap((other) => clashes(one, other))),
		...days.flatMap(({ day }) =>
			stretches(
				day,
				timed.filter((one) => one.day === day && !one.slotId)
			)
		),
		...sessions.flatMap(alone),
		...sessions
			.filter(({ format }) => format === 'workshops')
			.filter(({ id }) => sessions.filter(({ slotId }) => slotId === id).length === 1)
			.map(({ title }): Conflict => ({ kind: 'slot-of-one', title }))
	];
}

function isTimed({ starts, minutes }: ProgrammeSession): boolean {
	return starts !== null && minutes !== null;
}

function withTimes(session: ProgrammeSession): Timed {
	const from = minuteOf(session.starts!);
	return { ...session, from, to: from + session.minutes! };
}

/** The same person or the same space at the same time; a slot and its own workshops are one thing. */
function clashes(one: Timed, other: Timed): Conflict[] {
	const isApart = one.day !== other.day || one.to <= other.from || other.to <= one.from;
	if (isApart || one.id === other.slotId || other.id === one.slotId) return [];
	const about = { first: one.title, second: other.title };
	const names = new Set(other.people.map(({ name }) => name));
	const shared = one.people.filter(({ name }) => names.has(name));
	const people = shared.map(({ name }): Conflict => ({ kind: 'person', name, ...about }));
	if (one.space === null || one.space !== other.space) return people;
	return [...people, { kind: 'space', name: one.space, ...about }];
}

/** Hours in a row without a break of ten minutes. */
function stretches(day: string, timed: Timed[]): Conflict[] {
	const found: Conflict[] = [];
	let from = -1;
	let to = -1;
	for (const one of timed.toSorted((a, b) => a.from - b.from)) {
		const isBreak = one.format === 'break' || one.from - to >= shortestBreak;
		if (isBreak) from = one.format === 'break' ? -1 : one.from;
		else if (from === -1) from = one.from;
		to = Math.max(to, one.to);
		if (from === -1 || to - from <= longestStretch || one.format === 'break') continue;
		found.push({ kind: 'no-break', day, hours: Math.round(((to - from) / 60) * 10) / 10 });
		from = -1;
	}
	return found;
}

function alone({ title, minutes, starts, format }: ProgrammeSession): Conflict[] {
	if (minutes === null) return [];
	const found: Conflict[] = [];
	if (minutes > longestSession && format !== 'break') found.push({ kind: 'too-long', title, minutes });
	if (starts !== null && minuteOf(starts) + minutes > 24 * 60) found.push({ kind: 'past-midnight', title });
	return found;
}
