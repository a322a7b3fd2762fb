import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { aGathering, fromNow } from '../agenda/a-gathering.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import { groups } from '../people/groups.tables.ts';
import { eq } from 'drizzle-orm';
import type { Person } from '../people/people.server.ts';
import { rolesToRead } from './reading.server.ts';

const day = 24 * 60;

/** Plants, for a test, a group with its keeper and members of these names, and a session in a week. */
export async function aGroupThatMeets(db: Database, names: string[], as: Record<string, string> = {}) {
	const { slug, keeper } = await aGroup(db, as);
	const members: Person[] = [];
	for (const name of names) members.push(await aMember(db, slug, { name }));
	return { slug, keeper, members, session: await aSession(db, slug, 7 * day) };
}

/** Plants a session of a group so many minutes from now, and returns its id. */
export async function aSession(db: Database, slug: string, inMinutes: number): Promise<string> {
	const [group] = await db.select({ id: groups.id }).from(groups).where(eq(groups.slug, slug));
	const at = { startsAt: fromNow(inMinutes), endsAt: fromNow(inMinutes + 120) };
	const { id } = await aGathering(db, { groupId: group!.id, audience: 'group', kind: 'community', ...at });
	return id;
}

/** Moves a session to so many days ago. */
export async function passed(db: Database, session: string, daysAgo: number): Promise<void> {
	await db.execute(sql`update gatherings set starts_at = now() - make_interval(days => ${daysAgo}),
		ends_at = now() - make_interval(days => ${daysAgo}) + interval '2 hours' where id = ${session}`);
}

/** Who has which role at a session, as somebody reads it. */
export async function whoHas(db: Database, reader: Person, slug: string, session: string) {
	const read = await rolesToRead(db, { reader: 'public', person: reader }, slug);
	const roles = read?.sessions.find(({ id }) => id === session)?.roles ?? [];
	return Object.fromEntries(roles.map(({ key, holder }) => [key, holder?.name ?? null]));
}
