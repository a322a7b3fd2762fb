import { eq, inArray, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { locale } from '#platform/locale.ts';
import type { Person } from '../people/people.server.ts';
import { holdSkills, maySkillsBeEditedBy } from './editing.server.ts';
import { skillAliases, skillNames, skillNeighbours, skills, skillSlugs } from './skills.tables.ts';
import { giveAliases } from './taken-names.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		/** Other modules re-point what they hold of `from` to `into`. */
		'skills.merged': { from: string; into: string };
	}
}

export type MergeResult =
	| { ok: true; slug: string }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'same' | 'already-merged' | 'into-retired' };

type Merging = typeof skills.$inferSelect;

/**
 * Merges a skill into another, for ever: its names become aliases of the other, its addresses lead there, its neighbours
 * join those of the other, and other modules move what they hold. The other keeps its own name and texts.
 */
export async function mergeSkills(
	db: Database,
	actor: Person,
	fromId: string,
	intoId: string
): Promise<MergeResult> {
	if (!maySkillsBeEditedBy(actor)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		await holdSkills(tx);
		const found = await bothToMerge(tx, fromId, intoId);
		if (!found.ok) return found;
		await moveNames(tx, found.from, found.into);
		await tx.update(skillSlugs).set({ skillId: intoId }).where(eq(skillSlugs.skillId, fromId));
		await moveNeighbours(tx, fromId, intoId);
		const details = { from: fromId, into: intoId };
		await recordEvent(tx, { name: 'skills.merged', actorId: actor.id, details });
		return { ok: true, slug: found.into.slug };
	});
}

/** What a merge would move, shown before it is done; or why it cannot be done. */
export async function mergeToCome(db: Database, actor: Person, fromId: string, intoId: string) {
	if (!maySkillsBeEditedBy(actor)) return { ok: false, reason: 'forbidden' } as const;
	const found = await bothToMerge(db, fromId, intoId);
	if (!found.ok) return found;
	const names = await db
		.select({ name: skillNames.name })
		.from(skillNames)
		.where(eq(skillNames.skillId, fromId))
		.orderBy(sql`search_key(${skillNames.name})`);
	const addresses = await db
		.select({ slug: skillSlugs.slug })
		.from(skillSlugs)
		.where(eq(skillSlugs.skillId, fromId))
		.orderBy(skillSlugs.slug);
	return {
		ok: true,
		from: shown(found.from),
		into: shown(found.into),
		names: names.map(({ name }) => name),
		addresses: addresses.map(({ slug }) => slug)
	} as const;
}

function shown({ id, slug, nameFr, nameEn }: Merging) {
	return { id, slug, name: (locale() === 'en' && nameEn) || nameFr };
}

type Both = { ok: true; from: Merging; into: Merging } | Extract<MergeResult, { ok: false }>;

async function bothToMerge(tx: Database, fromId: string, intoId: string): Promise<Both> {
	if (fromId === intoId) return { ok: false, reason: 'same' };
	const found = await tx
		.select()
		.from(skills)
		.where(inArray(skills.id, [fromId, intoId]));
	const from = found.find(({ id }) => id === fromId);
	const into = found.find(({ id }) => id === intoId);
	if (!from || !into) return { ok: false, reason: 'not-found' };
	if (from.mergedInto || into.mergedInto) return { ok: false, reason: 'already-merged' };
	return into.retiredAt ? { ok: false, reason: 'into-retired' } : { ok: true, from, into };
}

async function moveNames(tx: Database, from: Merging, into: Merging): Promise<void> {
	const aliases = await tx.select().from(skillAliases).where(eq(skillAliases.skillId, from.id));
	// Its names must be free before the other can take them, and what was merged into it follows it.
	await tx
		.update(skills)
		.set({ mergedInto: into.id })
		.where(or(eq(skills.id, from.id), eq(skills.mergedInto, from.id)));
	await tx.delete(skillAliases).where(eq(skillAliases.skillId, from.id));
	await tx
		.update(skills)
		.set({ aboutFr: into.aboutFr ?? from.aboutFr, aboutEn: into.aboutEn ?? from.aboutEn })
		.where(eq(skills.id, into.id));
	await giveAliases(tx, into.id, [
		{ language: 'fr', alias: from.nameFr },
		...(from.nameEn ? [{ language: 'en' as const, alias: from.nameEn }] : []),
		...aliases
	]);
}

/** Neighbours on both sides; of a skill whose neighbours are those of its theme, none were chosen and none move. */
async function moveNeighbours(tx: Database, fromId: string, intoId: string): Promise<void> {
	await tx.execute(sql`
		insert into ${skillNeighbours} (skill_id, neighbour_id)
		select ${intoId}::uuid, neighbour_id from ${skillNeighbours} where skill_id = ${fromId} and neighbour_id <> ${intoId}
		union
		select skill_id, ${intoId}::uuid from ${skillNeighbours} where neighbour_id = ${fromId} and skill_id <> ${intoId}
		on conflict do nothing`);
	await tx
		.delete(skillNeighbours)
		.where(or(eq(skillNeighbours.skillId, fromId), eq(skillNeighbours.neighbourId, fromId)));
}
