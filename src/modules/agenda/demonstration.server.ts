import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import { organisations } from '../people/people.tables.ts';
import { gatherings, participations } from './agenda.tables.ts';
import type { GatheringKind } from './gathering-kinds.ts';
import { daysOf, type Rhythm } from './rhythm.ts';

type Past = { title: string; starts: string; minutes: number; with: string[] };
type Coming = {
	kind: GatheringKind;
	title: string;
	summary: string;
	every: Rhythm;
	at: string;
	minutes: number;
	place?: string;
};

/** Plants gatherings that took place, with the organisations (by name) that took part; hours are those of Paris. */
export async function plantPastGatherings(tx: Database, past: Past[]): Promise<void> {
	const known = await tx.select({ id: organisations.id, name: organisations.name }).from(organisations);
	const idOf = new Map(known.map(({ id, name }) => [name, id]));
	for (const { title, starts, minutes, with: names } of past) {
		const id = uuidv7();
		await tx.insert(gatherings).values({
			...{ id, slug: slugOn(title, starts), kind: 'assembly', title, summary: title, way: 'on-site' },
			...inParis(starts, minutes)
		});
		const present = names.map((name) => ({ gatheringId: id, organisationId: idOf.get(name)! }));
		await tx.insert(participations).values(present);
	}
}

/** Plants a year of gatherings to come, by their rhythm, from a day on. */
export async function plantComingGatherings(tx: Database, coming: Coming[], from: Date): Promise<void> {
	const planned = coming.flatMap(({ every, at, minutes, place, ...gathering }) =>
		daysOf(every, from, Math.ceil(12 / every.months)).map((day) => ({
			id: uuidv7(),
			...gathering,
			slug: slugOn(gathering.title, day),
			way: place ? ('on-site' as const) : ('online' as const),
			placeLabel: place ?? null,
			...inParis(`${day} ${at}`, minutes)
		}))
	);
	await tx.insert(gatherings).values(planned);
}

function slugOn(title: string, day: string): string {
	return `${slugOf(title)}-${day.slice(0, 10)}`;
}

function inParis(starts: string, minutes: number) {
	const startsAt = sql`${starts}::timestamp at time zone 'Europe/Paris'`;
	return { startsAt, endsAt: sql`${startsAt} + ${minutes} * interval '1 minute'` };
}
