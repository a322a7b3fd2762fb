import { and, eq, inArray, isNotNull, isNull, ne, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import type { SkillInput } from './skills.input.ts';
import { skillAliases, skillNeighbours, skills, skillSlugs, skillThemes } from './skills.tables.ts';
import { freeSlug, giveAliases, takenNames, type TakenName } from './taken-names.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'skills.added': { skillId: string };
		'skills.changed': { skillId: string };
		'skills.retired': { skillId: string };
		'skills.brought-back': { skillId: string };
	}
}

export type EditResult =
	| { ok: true; slug: string }
	| { ok: false; reason: 'forbidden' | 'not-found' | 'unknown-theme' }
	| { ok: false; reason: 'name-taken'; taken: TakenName[] };

/** Facilitators and administrators keep the list of skills. */
export function maySkillsBeEditedBy(person: Person | null): person is Person {
	return person !== null && (person.isFacilitator || person.isAdministrator);
}

/** Any constant: who edits skills holds it alone, who chooses some holds it together. */
const skillsLock = 7_243_320;

/** Waits until nobody else edits skills or chooses some, and keeps others from it until the end of the transaction. */
export async function holdSkills(tx: Database): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${skillsLock})`);
}

/** Keeps skills as they are until the end of the transaction; others may do the same. */
export async function shareSkills(tx: Database): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock_shared(${skillsLock})`);
}

/** Adds a skill. No name or alias of it may be one of another skill, retired or not. */
export async function addSkill(db: Database, actor: Person, input: SkillInput): Promise<EditResult> {
	if (!maySkillsBeEditedBy(actor)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		await holdSkills(tx);
		const id = uuidv7();
		const refusal = await refusalOf(tx, input, id);
		if (refusal) return refusal;
		const slug = await freeSlug(tx, input.nameFr, id);
		await tx.insert(skills).values({ id, slug, ...wordsOf(input) });
		await tx.insert(skillSlugs).values({ slug, skillId: id });
		await writeRelations(tx, id, input);
		await recordEvent(tx, { name: 'skills.added', actorId: actor.id, details: { skillId: id } });
		return { ok: true, slug };
	});
}

/** Changes a skill. A new name makes a new address; the former one leads to it. */
export async function changeSkill(
	db: Database,
	actor: Person,
	skillId: string,
	input: SkillInput
): Promise<EditResult> {
	if (!maySkillsBeEditedBy(actor)) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		await holdSkills(tx);
		const [former] = await tx
			.select({ slug: skills.slug, isSameName: sql<boolean>`${skills.nameFr} = ${input.nameFr}` })
			.from(skills)
			.where(and(eq(skills.id, skillId), isNull(skills.mergedInto)));
		if (!former) return { ok: false, reason: 'not-found' };
		const refusal = await refusalOf(tx, input, skillId);
		if (refusal) return refusal;

		const slug = former.isSameName ? former.slug : await freeSlug(tx, input.nameFr, skillId);
		await tx.insert(skillSlugs).values({ slug, skillId }).onConflictDoNothing();
		await tx.delete(skillAliases).where(eq(skillAliases.skillId, skillId));
		await tx
			.update(skills)
			.set({ slug, ...wordsOf(input) })
			.where(eq(skills.id, skillId));
		await writeRelations(tx, skillId, input);
		await recordEvent(tx, { name: 'skills.changed', actorId: actor.id, details: { skillId } });
		return { ok: true, slug };
	});
}

/** Retires a skill: it is no longer proposed, and who chose it keeps it. */
export async function retireSkill(db: Database, actor: Person, skillId: string): Promise<boolean> {
	return setRetired(db, actor, skillId, true);
}

/** Proposes a retired skill again. */
export async function bringSkillBack(db: Database, actor: Person, skillId: string): Promise<boolean> {
	return setRetired(db, actor, skillId, false);
}

/** Whether it is so now; done twice, it happened once. */
async function setRetired(
	db: Database,
	actor: Person,
	skillId: string,
	isRetired: boolean
): Promise<boolean> {
	if (!maySkillsBeEditedBy(actor)) return false;
	return db.transaction(async (tx) => {
		await holdSkills(tx);
		const isOther = isRetired ? isNull(skills.retiredAt) : isNotNull(skills.retiredAt);
		const changed = await tx
			.update(skills)
			.set({ retiredAt: isRetired ? sql`now()` : null })
			.where(and(eq(skills.id, skillId), isNull(skills.mergedInto), isOther))
			.returning({ id: skills.id });
		const name = isRetired ? 'skills.retired' : 'skills.brought-back';
		if (changed.length > 0) await recordEvent(tx, { name, actorId: actor.id, details: { skillId } });
		return true;
	});
}

async function refusalOf(tx: Database, input: SkillInput, skillId: string) {
	const theme = await tx.select().from(skillThemes).where(eq(skillThemes.key, input.theme));
	if (theme.length === 0) return { ok: false, reason: 'unknown-theme' } as const;
	const taken = await takenNames(tx, input, skillId);
	return taken.length > 0 ? ({ ok: false, reason: 'name-taken', taken } as const) : undefined;
}

function wordsOf({ nameFr, nameEn, aboutFr, aboutEn, theme }: SkillInput) {
	return { nameFr, nameEn, aboutFr, aboutEn, theme };
}

async function writeRelations(tx: Database, skillId: string, input: SkillInput): Promise<void> {
	await giveAliases(tx, skillId, [
		...input.aliasesFr.map((alias) => ({ language: 'fr' as const, alias })),
		...input.aliasesEn.map((alias) => ({ language: 'en' as const, alias }))
	]);
	await tx.delete(skillNeighbours).where(eq(skillNeighbours.skillId, skillId));
	const chosen = await tx
		.select({ neighbourId: skills.id })
		.from(skills)
		.where(and(inArray(skills.id, input.neighbours), ne(skills.id, skillId), isNull(skills.mergedInto)));
	if (chosen.length > 0)
		await tx.insert(skillNeighbours).values(chosen.map(({ neighbourId }) => ({ skillId, neighbourId })));
}
