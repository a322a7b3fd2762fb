import { and, asc, gt, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { plainText } from '#platform/markdown.server.ts';
import { idsByPage, refile, type Searchable } from '#platform/search/searchables.server.ts';
import { m } from '#words/messages.js';
import { groups } from '../people/groups.tables.ts';
import { groupKindName } from './group-words.ts';
import { knownTo } from './visible.server.ts';

/** The groups that go on, each found by those who may know of it by its name; those into which one is invited are not found. */
export const searchableGroups: Searchable = {
	kind: 'group',
	label: () => m.communities_title(),
	async entries(db, refs) {
		const rows = await db
			.select({ group: groups, isPublic: sql<boolean>`${knownTo('public', null)}` })
			.from(groups)
			.where(and(inArray(groups.id, refs), isNull(groups.closedAt), knownTo('allies', null)));
		return new Map(
			rows.map(({ group: { id, slug, name, kind, purpose, text, isConfidential }, isPublic }) => [
				id,
				[
					{
						audience: isPublic ? ('public' as const) : ('allies' as const),
						...{ url: `/communautes/${slug}`, title: name, aliases: [groupKindName(kind)], summary: purpose },
						body: isConfidential ? null : plainText(text)
					}
				]
			])
		);
	},
	refs: (db) =>
		idsByPage((last, size) =>
			db.select({ id: groups.id }).from(groups).where(gt(groups.id, last)).orderBy(asc(groups.id)).limit(size)
		)
};

type Told = 'communities.opened' | 'communities.changed' | 'communities.closed';

/** What is found of a group is what it says now. */
export async function refileGroup(tx: Database, { details }: HappenedEvent<Told>): Promise<void> {
	await refile(tx, searchableGroups, [details.groupId]);
}
