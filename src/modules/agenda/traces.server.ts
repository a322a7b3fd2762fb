import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatherings } from './agenda.tables.ts';
import { holdGathering, mayRun } from './planning.server.ts';
import { gatheringTraces } from './registrations.tables.ts';
import type { TracesInput } from './traces.input.ts';

export type TracesResult =
	| { ok: true }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'cancelled' | 'too-early' | 'changed-meanwhile' };

/**
 * Writes where a gathering can be heard again, from its beginning on, by whoever runs it. What somebody else wrote since the writer read
 * it is not written over.
 */
export async function writeTraces(
	db: Database,
	person: Person,
	slug: string,
	{ recording, read }: TracesInput,
	now = new Date()
): Promise<TracesResult> {
	return db.transaction(async (tx): Promise<TracesResult> => {
		const held = await holdGathering(tx, person, slug);
		if (!held.ok) return held;
		const { id, startsAt } = held.gathering;
		if (startsAt > now) return { ok: false, reason: 'too-early' };
		const before = await tracesAt(tx, id);
		if (before && before.state !== read) return { ok: false, reason: 'changed-meanwhile' };
		const written = { recording, writtenBy: person.id };
		await tx
			.insert(gatheringTraces)
			.values({ gatheringId: id, ...written })
			.onConflictDoUpdate({
				target: gatheringTraces.gatheringId,
				set: { ...written, writtenAt: sql`clock_timestamp()` }
			});
		return { ok: true };
	});
}

/** The same as its organiser writes it; undefined when there is none that this person runs. */
export async function tracesToWrite(db: Database, person: Person, slug: string) {
	const [found] = await db
		.select({
			id: gatherings.id,
			title: gatherings.title,
			hostId: gatherings.hostId,
			audience: gatherings.audience
		})
		.from(gatherings)
		.where(eq(gatherings.slug, slug.slice(0, 200)));
	if (!found || !mayRun(person, found)) return undefined;
	return {
		title: found.title,
		...((await tracesAt(db, found.id)) ?? { recording: null, state: '' })
	};
}

/** Where a gathering can be heard again, for a page that shows it to those who may see the gathering. */
export async function recordingOf(db: Database, gatheringId: string): Promise<string | null> {
	return (await tracesAt(db, gatheringId))?.recording ?? null;
}

async function tracesAt(db: Database, gatheringId: string) {
	const [found] = await db
		.select({
			recording: gatheringTraces.recording,
			state: sql<string>`${gatheringTraces.writtenAt}::text`
		})
		.from(gatheringTraces)
		.where(eq(gatheringTraces.gatheringId, gatheringId));
	return found;
}
