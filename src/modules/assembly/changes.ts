import { endOf, type Programme, type ProgrammeSession } from './programme.ts';

/** What is different between two published programmes. */
export type ProgrammeChange =
	| { kind: 'added' | 'withdrawn' | 'rewritten'; title: string }
	| { kind: 'renamed'; title: string; before: string }
	| { kind: 'moved'; title: string; before: string; after: string }
	| { kind: 'people'; title: string; came: string[]; left: string[] };

/** What changed from a programme to a later one, session by session, in the order of the later. */
export function changesBetween(before: Programme, after: Programme): ProgrammeChange[] {
	const known = new Map(before.sessions.map((session) => [session.id, session]));
	const stays = new Set(after.sessions.map(({ id }) => id));
	return [
		...after.sessions.flatMap((session) => {
			const was = known.get(session.id);
			return was ? changesOf(was, session) : [{ kind: 'added' as const, title: session.title }];
		}),
		...before.sessions
			.filter(({ id }) => !stays.has(id))
			.map(({ title }) => ({ kind: 'withdrawn' as const, title }))
	];
}

function changesOf(was: ProgrammeSession, is: ProgrammeSession): ProgrammeChange[] {
	const { title } = is;
	const changes: ProgrammeChange[] = [];
	if (was.title !== title) changes.push({ kind: 'renamed', title, before: was.title });
	if (placeOf(was) !== placeOf(is))
		changes.push({ kind: 'moved', title, before: placeOf(was), after: placeOf(is) });
	const [old, now] = [was, is].map(({ people }) => people.map(({ name }) => name)) as [string[], string[]];
	const came = now.filter((name) => !old.includes(name));
	const left = old.filter((name) => !now.includes(name));
	if (came.length > 0 || left.length > 0) changes.push({ kind: 'people', title, came, left });
	if (textOf(was) !== textOf(is)) changes.push({ kind: 'rewritten', title });
	return changes;
}

/** When and where, in digits that need no translation. */
function placeOf(session: ProgrammeSession): string {
	const end = endOf(session);
	const hours = session.starts === null ? '' : end === null ? session.starts : `${session.starts}–${end}`;
	return [session.day.split('-').reverse().join('/'), hours, session.space ?? ''].filter(Boolean).join(', ');
}

function textOf({ abstract, format, video, resources, people, language }: ProgrammeSession): string {
	return JSON.stringify([
		abstract,
		format,
		video,
		resources,
		language,
		people.map(({ name, role }) => [name, role])
	]);
}
