import { asc, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { skillChoices } from '../skills/choosing.server.ts';
import { skillsNamed } from '../skills/skills.server.ts';
import { allyLinks, allySkills, profiles } from './allies.tables.ts';
import { changeProfile, versionOf, type ChangeResult } from './changing.server.ts';
import { mayEdit } from './editing.server.ts';
import { marksOf, mergeTyped, type Merged } from './meanwhile.server.ts';
import { findPage } from './page.server.ts';
import type { ProfileForm } from './profile.input.ts';
import type { TerritoryChoice } from '../territories/choosing.server.ts';
import { placeTyped } from './typed-places.server.ts';
import { valuesOf, type ProfileValues } from './profile-values.ts';

/** A page as who may write it edits it; where it moved to; nothing for others. */
export async function profileToEdit(db: Database, actor: Person, slug: string) {
	const found = await findPage(db, slug);
	if (!found || !(await mayEdit(db, actor, found.profileId))) return undefined;
	if (found.slug !== slug) return { movedTo: found.slug };
	const { page, links, offers, needs } = await wholePage(db, found.profileId);
	const values = valuesOf({ ...page, links, offers, needs });
	const { id, name, isOrganisation, departementCode, placeLabel, pictureId } = page;
	return {
		page: { id, slug, name, isOrganisation, departementCode, placeLabel, pictureId },
		version: versionOf(page),
		seen: marksOf(values),
		values,
		offered: await skillChoices(db, idsOf(offers)),
		needed: await skillChoices(db, idsOf(needs))
	};
}

const idsOf = (skills: { skillId: string }[]) => skills.map(({ skillId }) => skillId);

export type SaveResult =
	| Exclude<ChangeResult, { ok: false; reason: 'changed-meanwhile' }>
	| { ok: false; reason: 'unknown' }
	| { ok: false; reason: 'unclear-place'; field: 'territory' | 'perimeter'; choices: TerritoryChoice[] }
	| ({ ok: false; reason: 'changed-meanwhile' } & Merged & { by: string | null });

/**
 * Saves the page at an address from its form. When another saved it meanwhile, gives back what to show: one's own words,
 * what the other changed elsewhere and, for what both changed, what the other wrote. Saved again, that holds.
 */
export async function saveProfile(
	db: Database,
	actor: Person,
	slug: string,
	{ form, typed }: { form: ProfileForm; typed: ProfileValues }
): Promise<SaveResult> {
	const found = await findPage(db, slug);
	if (!found) return { ok: false, reason: 'unknown' };
	const { places, ...rest } = form;
	const placed = await placesIn(db, found.profileId, places);
	if (!placed.ok) return placed;
	const change = { ...rest, territoryId: placed.territoryId, perimeterId: placed.perimeterId };
	const saved = await changeProfile(db, actor, found.profileId, change);
	if (saved.ok || saved.reason !== 'changed-meanwhile') return saved;

	const { page, links, offers, needs, by } = await wholePage(db, found.profileId);
	const current = valuesOf({ ...page, links, offers, needs });
	const { values, conflicts } = mergeTyped(typed.seen ?? '', current, typed);
	for (const side of ['offers', 'needs'])
		if (conflicts[side]) conflicts[side] = await namesOf(db, conflicts[side]);
	const next = { ...values, version: versionOf(page), seen: marksOf(current) };
	return { ok: false, reason: 'changed-meanwhile', values: next, conflicts, by };
}

async function placesIn(db: Database, profileId: string, { territory, perimeter }: ProfileForm['places']) {
	const [page] = await db
		.select({ place: profiles.placeLabel, perimeter: profiles.perimeterLabel })
		.from(profiles)
		.where(eq(profiles.id, profileId));
	const unclear = { ok: false, reason: 'unclear-place' } as const;
	const where = await placeTyped(db, territory, page?.place ?? null);
	if (!where.ok) return { ...unclear, field: 'territory' as const, choices: where.choices };
	const around = await placeTyped(db, perimeter, page?.perimeter ?? null);
	if (!around.ok) return { ...unclear, field: 'perimeter' as const, choices: around.choices };
	return { ok: true as const, territoryId: where.id, perimeterId: around.id };
}

async function namesOf(db: Database, ids: string): Promise<string> {
	const names = await skillsNamed(db, ids.split(','));
	return [...names.values()].map(({ name }) => name).join(', ');
}

async function wholePage(db: Database, profileId: string) {
	const [found] = await db
		.select({
			page: profiles,
			name: sql<string>`coalesce(${organisations.name}, ${persons.name})`,
			kind: organisations.kind,
			by: sql<string | null>`(select h.name from persons h where h.id = ${profiles.updatedBy})`
		})
		.from(profiles)
		.leftJoin(organisations, eq(organisations.id, profiles.organisationId))
		.leftJoin(persons, eq(persons.id, profiles.personId))
		.where(eq(profiles.id, profileId));
	if (!found) throw new Error('The page that was being edited is gone');
	const links = await db
		.select({ label: allyLinks.label, url: allyLinks.url })
		.from(allyLinks)
		.where(eq(allyLinks.profileId, profileId))
		.orderBy(asc(allyLinks.position));
	const skills = await db
		.select({ skillId: allySkills.skillId, side: allySkills.side, note: allySkills.note })
		.from(allySkills)
		.where(eq(allySkills.profileId, profileId))
		.orderBy(asc(allySkills.since), asc(allySkills.skillId));
	const on = (asked: 'offer' | 'need') => skills.filter(({ side }) => side === asked);
	const { page, name, kind, by } = found;
	const isOrganisation = page.organisationId !== null;
	return { page: { ...page, name, kind, isOrganisation }, links, offers: on('offer'), needs: on('need'), by };
}
