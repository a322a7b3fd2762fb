import { and, eq, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { slugOf } from '#platform/slug.ts';
import { keepSessionsInside } from '../agenda/sessions.server.ts';
import { groups, memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { GroupInput } from './communities.input.ts';
import type { Group } from './visible.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'communities.opened': { groupId: string };
		'communities.changed': { groupId: string };
		'communities.closed': { groupId: string };
	}
}

export type GroupResult =
	{ ok: true; slug: string } | { ok: false; reason: 'forbidden' | 'not-found' | 'closed' | 'no-such-parent' };

/** Opens a group, which whoever opens it keeps. Facilitators do, and the keepers of a group open sub-groups of it. */
export async function openGroup(db: Database, person: Person, input: GroupInput): Promise<GroupResult> {
	return db.transaction(async (tx): Promise<GroupResult> => {
		const parent = input.parent ? await keptGroup(tx, person, input.parent) : null;
		if (parent === undefined) return { ok: false, reason: 'no-such-parent' };
		if (!parent && !mayOpen(person)) return { ok: false, reason: 'forbidden' };
		const id = uuidv7();
		const slug = await freeSlug(tx, input.name);
		const { parent: _, ...written } = input;
		const texts = { text: input.text ?? '', kit: input.kit ?? '' };
		await tx
			.insert(groups)
			.values({ id, slug, openedBy: person.id, parentId: parent?.id ?? null, ...written, ...texts });
		await tx.insert(memberships).values({ groupId: id, personId: person.id, role: 'keeper' });
		await recordEvent(tx, { name: 'communities.opened', actorId: person.id, details: { groupId: id } });
		return { ok: true, slug };
	});
}

/** Changes what a group says of itself. Its keepers do. What it planned stays inside when it becomes confidential. */
export async function changeGroup(
	db: Database,
	person: Person,
	slug: string,
	input: GroupInput
): Promise<GroupResult> {
	return db.transaction(async (tx): Promise<GroupResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		const { id, isConfidential } = held.group;
		const { parent: _, ...written } = input;
		const texts = { text: input.text ?? '', kit: input.kit ?? '' };
		await tx
			.update(groups)
			.set({ ...written, ...texts })
			.where(eq(groups.id, id));
		if (input.isConfidential && !isConfidential) await keepSessionsInside(tx, id);
		await recordEvent(tx, { name: 'communities.changed', actorId: person.id, details: { groupId: id } });
		return { ok: true, slug };
	});
}

/** Closes a group: what it said stays to be read by those who could, and nobody comes in or adds to it. */
export async function closeGroup(db: Database, person: Person, slug: string): Promise<GroupResult> {
	return db.transaction(async (tx): Promise<GroupResult> => {
		const held = await holdKept(tx, person, slug);
		if (!held.ok) return held;
		const { id } = held.group;
		await tx
			.update(groups)
			.set({ closedAt: sql`now()` })
			.where(eq(groups.id, id));
		await recordEvent(tx, { name: 'communities.closed', actorId: person.id, details: { groupId: id } });
		return { ok: true, slug };
	});
}

/** Whether a person opens groups of the alliance. */
export function mayOpen(person: Person | null): boolean {
	return Boolean(person && (person.isFacilitator || person.isAdministrator));
}

type Kept = { ok: true; group: Group } | { ok: false; reason: 'forbidden' | 'not-found' | 'closed' };

/** The group that a person keeps, held until the end of the transaction. */
export async function holdKept(tx: Database, person: Person, slug: string): Promise<Kept> {
	const [group] = await tx
		.select()
		.from(groups)
		.where(eq(groups.slug, slug.slice(0, 200)))
		.for('no key update');
	if (!group) return { ok: false, reason: 'not-found' };
	if (!(await isKeeper(tx, person, group.id))) return { ok: false, reason: 'forbidden' };
	return group.closedAt ? { ok: false, reason: 'closed' } : { ok: true, group };
}

async function keptGroup(tx: Database, person: Person, slug: string): Promise<Group | undefined> {
	const held = await holdKept(tx, person, slug);
	return held.ok ? held.group : undefined;
}

async function isKeeper(tx: Database, person: Person, groupId: string): Promise<boolean> {
	const isTheirs = and(
		eq(memberships.groupId, groupId),
		eq(memberships.personId, person.id),
		eq(memberships.role, 'keeper')
	);
	return (await tx.$count(memberships, isTheirs)) > 0;
}

/** The address that a name gives, with a number when it is taken. One group at a time is given its address. */
async function freeSlug(tx: Database, name: string): Promise<string> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('addresses of groups', 0))`);
	const base = slugOf(name) || 'communaute';
	const { rows } = await tx.execute<{ slug: string }>(
		sql`select slug from groups where slug = ${base} or slug like ${`${base}-%`}`
	);
	// The page that opens a group has an address of its own.
	const taken = new Set(['nouvelle', ...rows.map(({ slug }) => slug)]);
	let slug = base;
	for (let number = 2; taken.has(slug); number += 1) slug = `${base}-${number}`;
	return slug;
}
