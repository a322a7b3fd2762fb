import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import type { Reader } from '../allies/audiences.ts';
import type { Person } from '../people/people.server.ts';
import { groups } from '../people/groups.tables.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { listed } from './agenda-reading.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { localOf } from './moments.ts';
import { mayRun } from './planning.server.ts';
import { registrations } from './registrations.tables.ts';
import { inLineOf } from './seats.server.ts';
import { visibleTo } from './visible.server.ts';

const groupOf = { slug: groups.slug, name: groups.name, isConfidential: groups.isConfidential };

/**
 * A gathering as its page shows it to a reader; its host and who registered read it in any case. The link to take part is not
 * among it.
 */
export async function gatheringToRead(db: Database, person: Person | null, reader: Reader, slug: string) {
	const isIt = eq(gatherings.slug, slug.slice(0, 200));
	const [found] = await db
		.select({
			...listed,
			text: gatherings.text,
			language: gatherings.language,
			territoryId: gatherings.territoryId,
			address: gatherings.address,
			venueAccess: gatherings.venueAccess,
			travel: gatherings.travel,
			asks: gatherings.asks,
			hostId: gatherings.hostId,
			host: persons.name,
			organisation: organisations.name,
			changedAt: gatherings.changedAt,
			cancellation: gatheringCancellations.reason,
			group: groupOf,
			isSeen: sql<boolean>`${visibleTo(reader, person?.id)}`
		})
		.from(gatherings)
		.leftJoin(persons, eq(persons.id, gatherings.hostId))
		.leftJoin(organisations, eq(organisations.id, gatherings.organisationId))
		.leftJoin(gatheringCancellations, eq(gatheringCancellations.gatheringId, gatherings.id))
		.leftJoin(groups, eq(groups.id, gatherings.groupId))
		.where(and(isIt, person ? undefined : visibleTo(reader)));
	if (!found) return undefined;
	const { hostId, text, isSeen: isVisible, ...gathering } = found;
	const runs = mayRun(person, found);
	const isSeen =
		runs || isVisible || (found.audience !== 'group' && (await isRegistered(db, person, gathering.id)));
	return isSeen ? { gathering: { ...gathering, html: renderMarkdown(text) }, mayRun: runs } : undefined;
}

/** Who registered while it was for everybody may read it, and leave it, when it is for allies. */
async function isRegistered(db: Database, person: Person | null, gatheringId: string): Promise<boolean> {
	if (!person) return false;
	const isTheirs = and(inLineOf(gatheringId), eq(registrations.personId, person.id));
	return (await db.$count(registrations, isTheirs)) > 0;
}

/** A gathering as the form of its organiser writes it; undefined when there is none that this person runs. */
export async function gatheringToWrite(db: Database, person: Person, slug: string) {
	const [row] = await db
		.select({ gathering: gatherings, group: groupOf })
		.from(gatherings)
		.leftJoin(groups, eq(groups.id, gatherings.groupId))
		.where(eq(gatherings.slug, slug.slice(0, 200)));
	if (!row || !mayRun(person, row.gathering)) return undefined;
	const { gathering: found, group } = row;
	const { timeZone } = found;
	const [from, to] = [localOf(found.startsAt, timeZone), localOf(found.endsAt, timeZone)];
	const until = found.registrationUntil && localOf(found.registrationUntil, timeZone).day;
	return {
		...{ title: found.title, summary: found.summary, text: found.text, kind: found.kind, way: found.way },
		...{ day: from.day, from: from.hour, lastDay: to.day === from.day ? '' : to.day, to: to.hour, timeZone },
		...{
			language: found.language,
			audience: found.audience,
			place: found.placeLabel,
			address: found.address
		},
		...{ venueAccess: found.venueAccess, travel: found.travel, link: found.link, asks: found.asks },
		registers: found.registrationUntil !== null,
		registrationDay: until === from.day ? '' : until,
		capacity: found.capacity,
		isInSeries: found.seriesId !== null,
		group
	};
}
export type GatheringWritten = NonNullable<Awaited<ReturnType<typeof gatheringToWrite>>>;
