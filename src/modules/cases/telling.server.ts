import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { holdAsMember, isOutside, type Group } from '../communities/visible.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import { memberships } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { CaseInput, EndingInput } from './cases.input.ts';
import { cases } from './cases.tables.ts';

export type CaseRow = typeof cases.$inferSelect;
export type CaseResult =
	| { ok: true; id: string }
	| { ok: false; reason: 'not-found' | 'closed' | 'ended' | 'forbidden' | 'too-late' | 'confidential' };

/** Tells a case to the members of a group. They are told that there is one, and nothing of what it says. */
export async function tellCase(
	db: Database,
	person: Person,
	slug: string,
	told: CaseInput
): Promise<CaseResult> {
	return db.transaction(async (tx): Promise<CaseResult> => {
		const held = await holdAsMember(tx, person, slug);
		if (!held) return { ok: false, reason: 'not-found' };
		const { group } = held;
		if (group.closedAt) return { ok: false, reason: 'closed' };
		const id = uuidv7();
		await tx.insert(cases).values({ id, groupId: group.id, toldBy: person.id, ...told });
		const others = await tx
			.select({ id: memberships.personId })
			.from(memberships)
			.where(and(eq(memberships.groupId, group.id), ne(memberships.personId, person.id)));
		await notify(tx, {
			kind: 'cases.told',
			to: others.map((other) => other.id),
			by: person.id,
			about: `cases.case:${id}`,
			path: pageOf(group, id),
			details: { caseId: id, groupId: group.id, group: group.name }
		});
		return { ok: true, id };
	});
}

/** Tells a case otherwise, while nobody has asked anything yet. Its author does. */
export async function retellCase(
	db: Database,
	person: Person,
	slug: string,
	id: string,
	told: CaseInput
): Promise<CaseResult> {
	return byAuthor(db, person, slug, id, async (tx, found) => {
		if (found.round !== 'telling') return { ok: false, reason: 'too-late' };
		await tx.update(cases).set(told).where(eq(cases.id, id));
		return { ok: true, id };
	});
}

/**
 * Ends a case once all have thanked: it is kept for the members, or what its author told is opened to allies, in words that they
 * may change first. What others said stays among members; nothing of a confidential group is opened.
 */
export async function endCase(
	db: Database,
	person: Person,
	slug: string,
	id: string,
	{ outcome, ...told }: EndingInput
): Promise<CaseResult> {
	return byAuthor(db, person, slug, id, async (tx, found, group) => {
		if (found.round !== 'thanks') return { ok: false, reason: 'too-late' };
		if (outcome === 'opened' && group.isConfidential) return { ok: false, reason: 'confidential' };
		await tx
			.update(cases)
			.set({ ...told, outcome, endedAt: sql`now()` })
			.where(eq(cases.id, id));
		return { ok: true, id };
	});
}

/** Erases a case with all that was said of it, at any time, even once it was kept or opened. Its author does. */
export async function eraseCase(db: Database, person: Person, id: string): Promise<boolean> {
	const gone = await db
		.delete(cases)
		.where(and(eq(cases.id, id), eq(cases.toldBy, person.id)))
		.returning({ id: cases.id });
	return gone.length > 0;
}

/** The cases of somebody who leaves the group before they ended are erased: nobody else may decide of them. */
export async function eraseUnended(
	tx: Database,
	{ details }: HappenedEvent<'communities.left'>
): Promise<void> {
	const { groupId } = details;
	await tx
		.delete(cases)
		.where(and(eq(cases.groupId, groupId), isOutside(groupId, cases.toldBy), isNull(cases.endedAt)));
	await tx
		.update(cases)
		.set({ facilitatedBy: null })
		.where(and(eq(cases.groupId, groupId), isOutside(groupId, cases.facilitatedBy)));
}

type Held = { ok: true; found: CaseRow; group: Group } | Extract<CaseResult, { ok: false }>;

/** A case that goes on, for a member of its group, held until the end of the transaction. */
export async function holdCase(tx: Database, person: Person, slug: string, id: string): Promise<Held> {
	const held = await holdAsMember(tx, person, slug);
	if (!held) return { ok: false, reason: 'not-found' };
	const [found] = await tx
		.select()
		.from(cases)
		.where(and(eq(cases.id, id), eq(cases.groupId, held.group.id)))
		.for('update');
	if (!found) return { ok: false, reason: 'not-found' };
	if (found.endedAt) return { ok: false, reason: 'ended' };
	return held.group.closedAt ? { ok: false, reason: 'closed' } : { ok: true, found, group: held.group };
}

type Act = (tx: Database, found: CaseRow, group: Group) => Promise<CaseResult>;

async function byAuthor(
	db: Database,
	person: Person,
	slug: string,
	id: string,
	act: Act
): Promise<CaseResult> {
	return db.transaction(async (tx): Promise<CaseResult> => {
		const held = await holdCase(tx, person, slug, id);
		if (!held.ok) return held;
		if (held.found.toldBy !== person.id) return { ok: false, reason: 'forbidden' };
		return act(tx, held.found, held.group);
	});
}

/** The page of a case, without language. */
export function pageOf({ slug }: Pick<Group, 'slug'>, id: string): string {
	return `/communautes/${slug}/cas/${id}`;
}
