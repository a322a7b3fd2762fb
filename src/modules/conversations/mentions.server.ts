import { asc, eq, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { memberships } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { messageMentions } from './around-messages.tables.ts';
import { namingsIn, type Bearer } from './naming.ts';

export type Mention = { personId: string; written: string };
/** A name that several members bear: who writes says which of them is meant. */
export type Ambiguity = { written: string; bearers: (Bearer & { since: Date })[] };

/**
 * Whom a text names among the members of a group, `chosen` being those who were picked among bearers of the same name; and the
 * names of which it is not known whose they are.
 */
export async function namedBy(
	tx: Database,
	groupId: string,
	text: string,
	chosen: string[]
): Promise<{ mentions: Mention[]; ambiguities: Ambiguity[] }> {
	const mentions = new Map<string, Mention>();
	const ambiguities: Ambiguity[] = [];
	const members = text.includes('@') ? await membersOf(tx, groupId) : [];
	for (const { written, bearers } of namingsIn(text, members)) {
		const meant = bearers.length === 1 ? bearers : bearers.filter(({ id }) => chosen.includes(id));
		for (const { id } of meant) mentions.set(id, { personId: id, written });
		if (meant.length === 0)
			ambiguities.push({
				written,
				bearers: members.filter(({ id }) => bearers.some((bearer) => bearer.id === id))
			});
	}
	return { mentions: [...mentions.values()], ambiguities };
}

function membersOf(tx: Database, groupId: string) {
	return tx
		.select({ id: persons.id, name: persons.name, since: memberships.since })
		.from(memberships)
		.innerJoin(persons, eq(persons.id, memberships.personId))
		.where(eq(memberships.groupId, groupId))
		.orderBy(asc(persons.name), asc(persons.id));
}

/** Who is named by messages, and how each message writes it. */
export async function mentionsIn(db: Database, messageIds: string[]) {
	if (messageIds.length === 0) return new Map<string, Mention[]>();
	const rows = await db.select().from(messageMentions).where(inArray(messageMentions.messageId, messageIds));
	return Map.groupBy(rows, ({ messageId }) => messageId);
}
