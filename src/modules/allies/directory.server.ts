import { sql, type SQL } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { pageOf, type PageOf, type Place } from '#platform/paging.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import type { Reader } from './audiences.ts';
import type { Circle } from './circles.ts';
import { askAbout, distanceTo, listingsChosen, typedQuery, type Choice } from './directory-where.server.ts';
import { placeOf, readBy } from './listings.tables.ts';

/** How many allies a page of the directory holds. */
export const pageSize = 24;

/** A line of the directory: only what the audience may see. */
export type AllyCard = {
	profileId: string;
	slug: string;
	name: string;
	isOrganisation: boolean;
	kind: OrganisationKind | null;
	sentence: string | null;
	placeLabel: string | null;
	offers: string[];
	needs: string[];
	circles: Circle[];
	pictureId: string | null;
	/** Kilometres from the commune asked for. */
	distance: number | null;
};

/** A page of the allies that a choice keeps, in its order; keys lead to the pages beside. */
export async function directoryPage(
	db: Database,
	audience: Reader,
	choice: Choice,
	place: Place,
	size = pageSize
): Promise<PageOf<AllyCard>> {
	const rank = rankOf(choice);
	const isBackwards = place.before !== undefined;
	const key = await keyAt(db, audience, rank, place);
	const position = sql`(${rank ? sql`${rank}, ` : sql``}l.sort_name, l.profile_id)`;
	const beside = key
		? sql`and ${position} ${isBackwards ? sql`<` : sql`>`} (${rank ? sql`${key.rank}::float8, ` : sql``}${key.name}, ${key.id}::uuid)`
		: sql``;
	const direction = isBackwards ? sql`desc` : sql`asc`;
	const order = [...(rank ? [sql`rank`] : []), sql`l.sort_name`, sql`l.profile_id`];
	const rows = await askAbout<AllyCard>(
		db,
		choice,
		sql`select l.profile_id as "profileId", l.slug, l.name, l.is_organisation as "isOrganisation", l.kind, l.sentence,
			l.place_label as "placeLabel", l.offers, l.needs, l.circles, l.picture_id as "pictureId",
			${rank ?? sql`0`} as rank,
			${choice.near ? distanceTo(choice.near) : sql`null`}::float8 as distance
		from ally_listings l
		where ${listingsChosen(audience, choice)} ${beside}
		order by ${sql.join(
			order.map((part) => sql`${part} ${direction}`),
			sql`, `
		)}
		limit ${size + 1}`
	);
	return pageOf(rows, size, place, ({ profileId }) => profileId);
}

/**
 * A choice around a place, drawn closer: as far only as its nearest allies, which the index of places tells, so that the others
 * need not be sorted to know them. Its first page stays the same.
 */
export async function drawnCloser(
	db: Database,
	audience: Reader,
	choice: Choice,
	size = pageSize
): Promise<Choice> {
	const { near, sort } = choice;
	if (!near || (sort ?? 'distance') !== 'distance') return choice;
	const middle = placeOf(sql`${near.longitude}::float8`, sql`${near.latitude}::float8`);
	const { rows } = await db.execute<{ n: number; farthest: number }>(sql`
		select count(*)::int as n, max(distance) as farthest from (
			select ${distanceTo(near)} as distance from ally_listings l where ${listingsChosen(audience, choice)}
			order by ${placeOf(sql`l.longitude`, sql`l.latitude`)} <-> ${middle} limit ${size + 1}
		) nearest`);
	const { n, farthest } = rows[0]!;
	if (n <= size) return choice;
	// A metre more: distances are compared by the metre.
	return { ...choice, kilometres: Math.min(choice.kilometres, farthest + 0.001) };
}

/** What comes before the name in the order asked for; nothing when the name alone orders. */
export function rankOf(choice: Choice): SQL | null {
	const sort = choice.sort ?? (choice.near ? 'distance' : choice.typed ? 'relevance' : 'name');
	if (sort === 'distance' && choice.near) return sql`round((${distanceTo(choice.near)})::numeric, 3)::float8`;
	if (sort === 'recent') return sql`-floor(extract(epoch from l.updated_at))::float8`;
	if (sort !== 'relevance' || !choice.typed) return null;
	return sql`-round(ts_rank(l.words, ${typedQuery(choice.typed)})::numeric, 4)::float8`;
}

/** Where the ally of a key stands in the order; one that is no longer shown, or that nobody gave us, is the beginning. */
async function keyAt(db: Database, audience: Reader, rank: SQL | null, { after, before }: Place) {
	const id = after ?? before ?? '';
	if (!isUuid(id)) return undefined;
	const { rows } = await db.execute<{ rank: number; name: string; id: string }>(sql`
		select ${rank ?? sql`0`} as rank, l.sort_name as name, l.profile_id as id
		from ally_listings l where l.profile_id = ${id} and ${readBy(audience)}`);
	return rows[0];
}
