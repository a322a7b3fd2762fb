/** How a session of an assembly goes. */
export const formats = [
	'round-table',
	'debate',
	'collective-discussion',
	'six-hats',
	'workshops',
	'workshop',
	'fish-bowl',
	'pairs',
	'presentation',
	'synthesis',
	'break',
	'other'
] as const;

export type Format = (typeof formats)[number];

export type ProgrammePerson = { name: string; role: string; part: 'speaker' | 'host' };

/** A session as it is published. */
export type ProgrammeSession = {
	id: string;
	slug: string;
	/** The slot of a workshop. */
	slotId: string | null;
	day: string;
	/** Local time, `HH:MM`. */
	starts: string | null;
	minutes: number | null;
	space: string | null;
	format: Format;
	title: string;
	abstract: string;
	language: 'fr' | 'en';
	video: string | null;
	capacity: number | null;
	people: ProgrammePerson[];
	resources: { title: string; url: string }[];
};

/** What an assembly offers, day by day, in its order. */
export type Programme = { days: { day: string; theme: string }[]; sessions: ProgrammeSession[] };

/** Minutes since midnight of a local time. */
export function minuteOf(time: string): number {
	const [hours, minutes] = time.split(':');
	return Number(hours) * 60 + Number(minutes);
}

/** The local time at which a session ends, when that is known. */
export function endOf({ starts, minutes }: Pick<ProgrammeSession, 'starts' | 'minutes'>): string | null {
	if (starts === null || minutes === null) return null;
	const end = minuteOf(starts) + minutes;
	return `${String(Math.floor(end / 60) % 24).padStart(2, '0')}:${String(end % 60).padStart(2, '0')}`;
}
