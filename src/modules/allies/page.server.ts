import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import { allySlugs, profiles } from './allies.tables.ts';
import type { Reader } from './audiences.ts';
import { listings } from './listings.tables.ts';

const { words, sortName, ...shownColumns } = getTableColumns(listings);

const pageAt = oncePerDatabase((db) =>
	db
		.select(shownColumns)
		.from(listings)
		.where(
			and(eq(listings.slug, sql.placeholder('slug')), eq(listings.audience, sql.placeholder('audience')))
		)
		.prepare('ally_page')
);

const currentSlug = oncePerDatabase((db) =>
	db
		.select({ slug: profiles.slug })
		.from(allySlugs)
		.innerJoin(profiles, eq(profiles.id, allySlugs.profileId))
		.where(eq(allySlugs.slug, sql.placeholder('slug')))
		.prepare('ally_current_slug')
);

type AllyPage = Omit<typeof listings.$inferSelect, 'words' | 'sortName'>;

/** The page of an ally as an audience may see it; where it moved to when its name changed; or nothing. */
export async function allyPage(
	db: Database,
	audience: Reader,
	slug: string
): Promise<AllyPage | { movedTo: string } | undefined> {
	const [page] = await pageAt(db).execute({ slug, audience });
	if (page) return page;
	const [moved] = await currentSlug(db).execute({ slug });
	if (!moved || moved.slug === slug) return undefined;
	const [there] = await pageAt(db).execute({ slug: moved.slug, audience });
	return there && { movedTo: moved.slug };
}
