import { asc, gt, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { SearchEntry } from '#platform/search/filing.server.ts';
import type { Searchable } from '#platform/search/searchables.server.ts';
import { m } from '#words/messages.js';
import { allSkills } from '../skills/skills.server.ts';
import { profiles } from './allies.tables.ts';
import { listings } from './listings.tables.ts';

const atOnce = 1000;

/** The allies, each found by what its audience may see: name, sentence, place, skills, description. */
export const searchableAllies: Searchable = {
	kind: 'ally',
	label: () => m.allies_title(),
	async entries(db, refs) {
		const skills = new Map((await allSkills(db, 'fr')).map(({ id, name }) => [id, name]));
		const rows = await db
			.select(columns)
			.from(listings)
			.where(sql`${listings.profileId} = any(${sql.param(refs)}::uuid[])`);
		const found = new Map<string, SearchEntry[]>();
		for (const row of rows) {
			const named = (ids: string[]) => ids.flatMap((id) => skills.get(id) ?? []);
			const body = [row.description, row.placeLabel, ...named(row.offers), ...named(row.needs)];
			const entry = {
				audience: row.isForPublic ? ('public' as const) : ('allies' as const),
				url: `/allies/${row.slug}`,
				title: row.name,
				summary: row.sentence,
				body: body.filter(Boolean).join(' · ')
			};
			found.set(row.profileId, [...(found.get(row.profileId) ?? []), entry]);
		}
		return found;
	},
	refs: pagesOfAllies
};

const columns = {
	profileId: listings.profileId,
	isForPublic: listings.isForPublic,
	slug: listings.slug,
	name: listings.name,
	sentence: listings.sentence,
	description: listings.description,
	placeLabel: listings.placeLabel,
	offers: listings.offers,
	needs: listings.needs
};

async function* pagesOfAllies(db: Database): AsyncIterable<string> {
	let last = '00000000-0000-0000-0000-000000000000';
	for (;;) {
		const page = await db
			.select({ id: profiles.id })
			.from(profiles)
			.where(gt(profiles.id, last))
			.orderBy(asc(profiles.id))
			.limit(atOnce);
		for (const { id } of page) yield id;
		if (page.length < atOnce) return;
		last = page.at(-1)!.id;
	}
}
