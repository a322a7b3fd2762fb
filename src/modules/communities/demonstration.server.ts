import { inArray } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import { slugOf } from '#platform/slug.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import { persons } from '../people/people.tables.ts';
import { inventedDomain } from '../people/personas.ts';
import { GroupInput } from './communities.input.ts';
import content from './demonstration/groups.json' with { type: 'json' };

/** Plants the groups of the alliance of a demonstration, with members who are plainly invented. */
export async function plantGroups(tx: Database): Promise<void> {
	const invented = { emailVerified: true, isInvented: true, welcomedAt: new Date() };
	const strangers = content.members.map((member) => ({ id: uuidv7(), ...member, ...invented }));
	await tx.insert(persons).values(strangers).onConflictDoNothing();
	const idOf = new Map<string, string>();
	for (const { keepers, members, ...written } of content.groups) {
		const input = v.parse(GroupInput, { ...written, parent: '' });
		const [id, slug] = [uuidv7(), slugOf(written.name)];
		const parentId = ('parent' in written && idOf.get(written.parent as string)) || null;
		const { parent: _, ...columns } = input;
		const texts = { text: input.text ?? '', kit: input.kit ?? '' };
		idOf.set(slug, id);
		await tx.insert(groups).values({ id, slug, parentId, ...columns, ...texts, openedAt: monthsAgo(20) });
		await plantMembers(tx, id, keepers, members);
	}
}

async function plantMembers(tx: Database, groupId: string, keepers: string[], members: string[]) {
	const addresses = [...keepers, ...members].map((name) => `${name}@${inventedDomain}`);
	const found = await tx
		.select({ id: persons.id, email: persons.email })
		.from(persons)
		.where(inArray(persons.email, addresses));
	const rows = found.map(({ id, email }) => {
		const order = addresses.indexOf(email!);
		const role = order < keepers.length ? ('keeper' as const) : ('member' as const);
		return { groupId, personId: id, role, since: monthsAgo(Math.max(1, 20 - order * 2)) };
	});
	await tx.insert(memberships).values(rows);
}

function monthsAgo(months: number): Date {
	return new Date(Date.now() - months * 30 * 24 * 3_600_000);
}
