import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { somebody } from '../people/somebody.ts';
import { GroupInput } from './communities.input.ts';
import { openGroup } from './keeping.server.ts';

const usual = { name: 'Mise en récits', purpose: 'Raconter ce qui change.', kind: 'learning-community' };

/** Opens a group for a test, open to all unless `as` says otherwise, and returns its address and who keeps it. */
export async function aGroup(db: Database, as: Record<string, string> = {}) {
	const keeper = await somebody(db, { isFacilitator: true, name: 'Claire Garde' });
	const input = v.parse(GroupInput, { ...usual, openness: 'open', ...as });
	const opened = await openGroup(db, keeper, input);
	if (!opened.ok) throw new Error(opened.reason);
	return { slug: opened.slug, keeper };
}

/** A group that is confidential, with a member. */
export async function aConfidentialGroup(db: Database, as: Record<string, string> = {}) {
	const group = await aGroup(db, { isConfidential: 'on', openness: 'on-request', ...as });
	return { ...group, member: await aMember(db, group.slug) };
}

/** Puts somebody into a group for a test. */
export async function aMember(db: Database, slug: string, as: Partial<Person> = {}): Promise<Person> {
	const person = await somebody(db, as);
	const all = await db.select({ id: groups.id, slug: groups.slug }).from(groups);
	const { id } = all.find((group) => group.slug === slug)!;
	await db.insert(memberships).values({ groupId: id, personId: person.id });
	return person;
}
