import { and, eq, ne, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { renderMarkdown } from '#platform/markdown.server.ts';
import type { Person } from '../people/people.server.ts';
import { skillsNamed, type Skill } from '../skills/skills.server.ts';
import { forEachReader, type Reader } from './audiences.ts';
import { mayEdit } from './editing.server.ts';
import { isRead, listings } from './listings.tables.ts';
import { allyPage, findPage, type AllyPage } from './page.server.ts';

/** Who reads a page, and as whom they ask to see it: one who may write it sees what others see. */
export type Reading = { person: Person | null; reader: Reader; as: Reader | null };

/** A page as it is rendered: of one audience, and nothing else of it. */
export type AllyRead = Omit<Awaited<ReturnType<typeof readable>>, 'open'>;

export type SkillShown = Pick<Skill, 'slug' | 'name'> & { note: string | null };

/** The page of an ally to be rendered, where it moved to, that only its keepers see it, or nothing. */
export async function allyToRead(db: Database, slug: string, reading: Reading) {
	const { person, reader } = reading;
	const page = await allyPage(db, reader, slug);
	if (page && 'movedTo' in page) return page;
	if (!person) return page && readable(db, page, { as: reader, isEditable: false });

	const profileId = page?.profileId ?? (await findPage(db, slug))?.profileId;
	const isEditable = profileId !== undefined && (await mayEdit(db, person, profileId));
	if (!isEditable) return page && readable(db, page, { as: reader, isEditable });
	return asKeeper(db, slug, page, reading);
}

/** What a keeper sees: the page as they read it themselves, or as the others whom they ask to be. */
async function asKeeper(db: Database, slug: string, page: AllyPage | undefined, { reader, as }: Reading) {
	const widest = page?.audience === 'allies' ? page : await allyPage(db, 'allies', slug);
	if (!widest) return { onlyToEdit: slug };
	if ('movedTo' in widest) return widest;
	const seenAs = as ?? (page ? reader : 'allies');
	const seen = seenAs === 'allies' ? widest : await allyPage(db, 'public', slug);
	const isHidden = !seen || 'movedTo' in seen;
	const shown = isHidden ? widest : seen;
	// A keeper who is no ally does not learn by a preview who shows themselves to allies alone.
	const isStranger = reader === 'public' && seenAs === 'allies' && widest.isOrganisation;
	return readable(db, isStranger ? { ...shown, people: [] } : shown, {
		as: seenAs,
		isEditable: true,
		isHidden
	});
}

/** What the visiting card of an ally says to an audience, where its page moved to, or nothing. */
export async function cardToRead(db: Database, reader: Reader, slug: string) {
	const page = await allyPage(db, reader, slug);
	if (!page || 'movedTo' in page) return page;
	return { page, offers: namesIn(page.offers, await skillsNamed(db, page.offers)) };
}

async function readable(
	db: Database,
	page: AllyPage,
	{ as, isEditable, isHidden = false }: { as: Reader; isEditable: boolean; isHidden?: boolean }
) {
	// What everybody may see is part of what allies may: the names are there for both.
	const names = await skillsNamed(db, [...page.offers, ...page.needs]);
	const open = await openPage(db, page);
	return {
		page,
		/** As whom the page is shown. */
		as,
		isEditable,
		/** Somebody who may write the page asked to see it as people from whom it is hidden. */
		isHidden,
		descriptionHtml: page.description && renderMarkdown(page.description),
		offers: skillsShown(page.offers, page.notes.offers, names),
		needs: skillsShown(page.needs, page.notes.needs, names),
		/** What everybody may see, for machines that read the page, whoever asks. */
		open: open && { page: open, offers: namesIn(open.offers, names), needs: namesIn(open.needs, names) },
		sameNumber: isEditable && page.siren ? await pagesOfNumber(db, page) : []
	};
}

async function openPage(db: Database, page: AllyPage): Promise<AllyPage | null> {
	if (page.audience === 'public') return page;
	const open = await allyPage(db, 'public', page.slug);
	return open && !('movedTo' in open) ? open : null;
}

function skillsShown(
	ids: string[],
	notes: AllyPage['notes']['offers'],
	names: Map<string, Skill>
): SkillShown[] {
	const noteOf = new Map(notes.map(({ skillId, note }) => [skillId, note]));
	return ids
		.flatMap((id) => {
			const skill = names.get(id);
			return skill ? [{ slug: skill.slug, name: skill.name, note: noteOf.get(id) ?? null }] : [];
		})
		.toSorted((one, other) => one.name.localeCompare(other.name));
}

function namesIn(ids: string[], names: Map<string, Skill>): string[] {
	return ids.flatMap((id) => names.get(id)?.name ?? []).toSorted((one, other) => one.localeCompare(other));
}

const ofNumber = forEachReader((audience) =>
	oncePerDatabase((db) =>
		db
			.select({ name: listings.name, slug: listings.slug })
			.from(listings)
			.where(
				and(
					eq(listings.siren, sql.placeholder('siren')),
					isRead(audience),
					ne(listings.profileId, sql.placeholder('page'))
				)
			)
			.orderBy(listings.sortName, listings.profileId)
			.limit(5)
			.prepare(`ally_pages_of_number_for_${audience}`)
	)
);

/** Other pages that show the same SIREN to the same readers: perhaps the same organisation twice. */
async function pagesOfNumber(db: Database, { siren, audience, profileId }: AllyPage) {
	return ofNumber[audience](db).execute({ siren, page: profileId });
}
