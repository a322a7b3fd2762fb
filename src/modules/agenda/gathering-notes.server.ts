import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import type { NotesAccess } from '../notes/access.ts';
import { memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { gatherings } from './agenda.tables.ts';
import { isNotingOpen } from './door.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { attendances, registrations } from './registrations.tables.ts';
import { inLineOf } from './seats.server.ts';

type Read = NonNullable<Awaited<ReturnType<typeof gatheringToRead>>>;
type When = { reader: Reader; now?: Date };

/**
 * What somebody may do with the notes of a gathering: who sees the gathering reads them; who runs it, has a seat, was there or is
 * a member of its group writes them, from an hour before the beginning on. Undefined for who does not see it.
 */
export async function accessToNotes(
	db: Database,
	person: Person | null,
	gatheringId: string,
	{ reader, now = new Date() }: When
): Promise<NotesAccess | undefined> {
	const [found] = await db
		.select({ slug: gatherings.slug })
		.from(gatherings)
		.where(eq(gatherings.id, gatheringId));
	const read = found && (await gatheringToRead(db, person, reader, found.slug));
	if (!read) return undefined;
	const mayWrite = await mayWriteNotes(db, person, read, now);
	return { mayWrite, mayKeep: mayWrite && read.mayRun };
}

/** Whether somebody who reads a gathering writes its notes. */
export async function mayWriteNotes(
	db: Database,
	person: Person | null,
	{ gathering, mayRun: runs }: Read,
	now: Date
) {
	if (!person || gathering.isCancelled || !isNotingOpen(gathering, now)) return false;
	return runs || (await takesPart(db, person, gathering.id)) || isOfItsGroup(db, person, gathering.id);
}

/** Sessions of a group are those of its members, who just come. */
async function isOfItsGroup(db: Database, person: Person, gatheringId: string): Promise<boolean> {
	const isMember = and(eq(memberships.groupId, gatherings.groupId), eq(memberships.personId, person.id));
	const [found] = await db
		.select({ id: gatherings.id })
		.from(gatherings)
		.innerJoin(memberships, isMember)
		.where(eq(gatherings.id, gatheringId));
	return found !== undefined;
}

async function takesPart(db: Database, person: Person, gatheringId: string): Promise<boolean> {
	const wasThere = and(eq(attendances.gatheringId, gatheringId), eq(attendances.personId, person.id));
	if ((await db.$count(attendances, wasThere)) > 0) return true;
	const isOwn = and(eq(registrations.personId, person.id), isNull(registrations.guestName));
	const isTheirs = and(isOwn, isNotNull(registrations.seatedAt));
	return (await db.$count(registrations, and(inLineOf(gatheringId), isTheirs))) > 0;
}
