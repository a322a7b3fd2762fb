import type { ProgrammeSession } from './programme.ts';

/** A session as the fields of its form. */
export function sessionFields(session: ProgrammeSession): Record<string, string> {
	const { title, format, day, starts, minutes, space, slotId, abstract, language, video, capacity } = session;
	const people = (part: 'speaker' | 'host') =>
		session.people
			.filter((one) => one.part === part)
			.map(({ name, role }) => (role ? `${name}, ${role}` : name))
			.join('\n');
	return {
		...{ title, format, day, abstract, language },
		...{ starts: starts ?? '', minutes: String(minutes ?? ''), space: space ?? '', slot: slotId ?? '' },
		...{
			video: video ?? '',
			capacity: String(capacity ?? ''),
			speakers: people('speaker'),
			hosts: people('host')
		},
		resources: session.resources.map((one) => `${one.title} ${one.url}`).join('\n')
	};
}
