import { and, eq, notInArray, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { allyLinks, allySkills, profiles } from './allies.tables.ts';
import { mayEdit } from './editing.server.ts';
import { holdAround, refreshAround } from './listings.server.ts';
import { placedBy, type Placed } from './placing.server.ts';
import type { OfferedSkill, PageLink, ProfileChange } from './profile.input.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'allies.page-changed': { profileId: string };
	}
}

export type ChangeResult =
	| { ok: true; slug: string }
	| { ok: false; reason: 'forbidden' }
	| { ok: false; reason: 'changed-meanwhile' }
	| { ok: false; reason: 'unknown-skill' }
	| Exclude<Placed, { ok: true }>;

type Page = typeof profiles.$inferSelect;

/**
 * Changes the page of an ally: its keepers, facilitators and administrators for an organisation, the person alone for a
 * person. Only what `input` names changes. Two who write at once: the second is told, and nothing is overwritten.
 */
export async function changeProfile(
	db: Database,
	actor: Person,
	profileId: string,
	input: ProfileChange
): Promise<ChangeResult> {
	return db.transaction(async (tx) => {
		await holdAround(tx, [profileId]);
		const [page] = await tx.select().from(profiles).where(eq(profiles.id, profileId));
		if (!page || !(await mayEdit(tx, actor, profileId))) return { ok: false, reason: 'forbidden' };
		if (input.version !== undefined && input.version !== versionOf(page))
			return { ok: false, reason: 'changed-meanwhile' };
		const placed = await placedBy(tx, page, input);
		if (!placed.ok) return placed;

		if (!(await writeSkills(tx, profileId, 'offer', input.offers)))
			return { ok: false, reason: 'unknown-skill' };
		if (!(await writeSkills(tx, profileId, 'need', input.needs)))
			return { ok: false, reason: 'unknown-skill' };
		if (input.links) await writeLinks(tx, profileId, input.links);
		await tx
			.update(profiles)
			.set({ ...columnsIn(page, input), ...placed.columns, updatedAt: nextMoment, updatedBy: actor.id })
			.where(eq(profiles.id, profileId));
		await refreshAround(tx, [profileId]);
		await recordEvent(tx, { name: 'allies.page-changed', actorId: actor.id, details: { profileId } });
		return { ok: true, slug: page.slug };
	});
}

/** What tells one writing of a page from the next. */
export function versionOf({ updatedAt }: Pick<Page, 'updatedAt'>): string {
	return updatedAt.toISOString();
}

/** Later than before, to the millisecond that a form carries, even twice in a transaction. */
const nextMoment = sql`greatest(date_trunc('milliseconds', clock_timestamp()), ${profiles.updatedAt} + interval '1 millisecond')`;

function columnsIn(page: Page, input: ProfileChange) {
	const { sentence, description, siren, siret, rna, website, email, phone, address, audience } = input;
	return {
		...{ sentence, description, siren, siret, rna, website, email, phone, address, audience },
		shown: { ...page.shown, ...input.shown }
	};
}

async function writeLinks(tx: Database, profileId: string, links: PageLink[]): Promise<void> {
	await tx.delete(allyLinks).where(eq(allyLinks.profileId, profileId));
	const rows = links.map((link, position) => ({ profileId, position, ...link }));
	if (rows.length > 0) await tx.insert(allyLinks).values(rows);
}

/** Since when an ally offers or needs a skill stays when only the note changes. Says false when a skill does not exist. */
async function writeSkills(
	tx: Database,
	profileId: string,
	side: 'offer' | 'need',
	chosen: OfferedSkill[] | undefined
): Promise<boolean> {
	if (!chosen) return true;
	const known = await skillsNamed(
		tx,
		chosen.map(({ skillId }) => skillId)
	);
	if (chosen.some(({ skillId }) => !known.has(skillId))) return false;
	// One skill that was merged into another may come under both names.
	const notes = new Map(chosen.map(({ skillId, note }) => [known.get(skillId)!.id, note]));
	const onThisSide = and(eq(allySkills.profileId, profileId), eq(allySkills.side, side));
	await tx.delete(allySkills).where(and(onThisSide, notInArray(allySkills.skillId, [...notes.keys()])));
	const rows = [...notes].map(([skillId, note]) => ({ profileId, side, skillId, note }));
	if (rows.length > 0)
		await tx
			.insert(allySkills)
			.values(rows)
			.onConflictDoUpdate({
				target: [allySkills.profileId, allySkills.side, allySkills.skillId],
				set: { note: sql`excluded.note` }
			});
	return true;
}
