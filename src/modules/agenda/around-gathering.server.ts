import { and, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { areBegun } from '../notes/reading.server.ts';
import type { Person } from '../people/people.server.ts';
import { isNotingOpen } from './door.ts';
import { mayWriteNotes } from './gathering-notes.server.ts';
import type { gatheringToRead } from './gathering-reading.server.ts';
import { subjectsOf } from './open-hour.server.ts';
import { attendances } from './registrations.tables.ts';
import { takenAway } from './takeaways.server.ts';
import { recordingOf } from './traces.server.ts';

type Read = NonNullable<Awaited<ReturnType<typeof gatheringToRead>>>;

/**
 * What is around a gathering that somebody reads: the subjects of an open hour, who notes presences, what remains afterwards.
 * The caller has read the gathering with the right to see it.
 */
export async function aroundGathering(db: Database, person: Person | null, read: Read, now = new Date()) {
	const { gathering, mayRun: runs } = read;
	const { id, kind, startsAt, endsAt } = gathering;
	const subjects = kind === 'open-hour' ? await subjectsOf(db, id, { runs }) : [];
	const recording = await recordingOf(db, id);
	const hasNotes = await areBegun(db, id);
	const taken = await takenAway(db, id);
	const isAttended = person !== null && (await wasThere(db, id, person));
	const takesPlace = !gathering.isCancelled;
	return {
		...{ subjects, recording, hasNotes, ...taken },
		brings: takesPlace && kind === 'open-hour' && startsAt > now,
		notesPresences: takesPlace && runs && isNotingOpen(gathering, now),
		writesNotes: await mayWriteNotes(db, person, read, now),
		writesTraces: takesPlace && runs && startsAt <= now,
		tellsTakeaway: takesPlace && isAttended,
		goesOn: takesPlace && isAttended && startsAt <= now,
		hasCertificate: takesPlace && isAttended && endsAt <= now
	};
}

async function wasThere(db: Database, gatheringId: string, person: Person): Promise<boolean> {
	const isTheirs = and(eq(attendances.gatheringId, gatheringId), eq(attendances.personId, person.id));
	return (await db.$count(attendances, isTheirs)) > 0;
}
