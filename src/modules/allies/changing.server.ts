import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { allyLinks, profiles } from './allies.tables.ts';
import { mayEdit } from './editing.server.ts';
import { holdAround, refreshAround } from './listings.server.ts';
import { placedBy, type Placed } from './placing.server.ts';
import type { PageLink, ProfileChange } from './profile.input.ts';
import { writeSkills } from './skills-of-page.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'allies.page-changed': { profileId: string };
	}
}

export type ChangeResult =
	| { ok: true; slug: string }
	| { ok: false; reason: 'forbidden' }
	| { ok: false; reason: 'changed-meanwhile' }
	/** `sentence` says which words name no skill, and the nearest ones. */
	| { ok: false; reason: 'unknown-skill'; side: 'offers' | 'needs'; sentence: string | null }
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

		const refused =
			(await writeSkills(tx, profileId, 'offer', input.offers, input.offerWords)) ??
			(await writeSkills(tx, profileId, 'need', input.needs, input.needWords));
		if (refused) return refused;
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
export const nextMoment = sql`greatest(date_trunc('milliseconds', clock_timestamp()), ${profiles.updatedAt} + interval '1 millisecond')`;

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
