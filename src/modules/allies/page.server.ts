import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { allySlugs, profiles } from './allies.tables.ts';
import { forEachReader, type Reader } from './audiences.ts';
import { isRead, listings } from './listings.tables.ts';

const { words, sortName, grain, isForPublic, isForAllies, ...shownColumns } = getTableColumns(listings);

const pageAt = forEachReader((audience) =>
	oncePerDatabase((db) =>
		db
			.select({
				...shownColumns,
				/** Whether somebody keeps the page: a person always keeps their own. */
				isKept: sql<boolean>`not ally_listings.is_organisation
				or exists (select from ally_keepers k where k.profile_id = ally_listings.profile_id)`
			})
			.from(listings)
			.where(and(eq(listings.slug, sql.placeholder('slug')), isRead(audience)))
			.prepare(`ally_page_for_${audience}`)
	)
);

const currentSlug = oncePerDatabase((db) =>
	db
		.select({ slug: profiles.slug, profileId: profiles.id })
		.from(allySlugs)
		.innerJoin(profiles, eq(profiles.id, allySlugs.profileId))
		.where(eq(allySlugs.slug, sql.placeholder('slug')))
		.prepare('ally_current_slug')
);

type NotShown = 'words' | 'sortName' | 'grain' | 'isForPublic' | 'isForAllies';
export type AllyPage = Omit<typeof listings.$inferSelect, NotShown> & { audience: Reader; isKept: boolean };

/** The page of an ally as an audience may see it; where it moved to when its name changed; or nothing. */
export async function allyPage(
	db: Database,
	audience: Reader,
	slug: string
): Promise<AllyPage | { movedTo: string } | undefined> {
	const [page] = await pageAt[audience](db).execute({ slug });
	if (page) return { ...page, audience };
	const moved = await findPage(db, slug);
	if (!moved || moved.slug === slug) return undefined;
	const [there] = await pageAt[audience](db).execute({ slug: moved.slug });
	return there && { movedTo: moved.slug };
}

/** The page that is or was at an address, whoever may see it: its id and its address now. For decisions, never to be shown. */
export async function findPage(
	db: Database,
	slug: string
): Promise<{ profileId: string; slug: string } | undefined> {
	const [found] = await currentSlug(db).execute({ slug });
	return found;
}
