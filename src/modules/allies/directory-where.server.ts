import { sql, type SQL } from 'drizzle-orm';
import { executePrepared, type Database } from '#platform/database.server.ts';
import { plainWords } from '#platform/slug.ts';
import type { Reader } from './audiences.ts';
import type { DirectoryFilters, FilterPart } from './directory.input.ts';
import { placeOf, readBy } from './listings.tables.ts';

/** A choice whose words were looked up: skills by their id, a commune by its point. */
export type Choice = Pick<
	DirectoryFilters,
	'typed' | 'kind' | 'region' | 'departement' | 'placeKind' | 'circle' | 'kilometres' | 'sort'
> & {
	/** The skills that the words typed name, by their aliases too. */
	namedSkills: string[];
	offers: string[];
	needs: string[];
	near: { latitude: number; longitude: number } | null;
	/** Pages that were just found to hold all that is asked for of the choice: they are read instead of looking again. */
	among?: string[];
	/** Made among so few allies that they are read quickly however PostgreSQL goes about it. */
	isAmongFew?: boolean;
};

/** Asks what a choice holds, with a plan that is kept where it makes no difference. */
export async function askAbout<Row extends Record<string, unknown>>(
	db: Database,
	{ isAmongFew }: Choice,
	statement: SQL
): Promise<Row[]> {
	return isAmongFew
		? executePrepared<Row>(db, statement)
		: ((await db.execute<Row>(statement)).rows as Row[]);
}

/** One degree of latitude, in kilometres. */
const degree = 111.2;

type Point = { latitude: number; longitude: number };
/** The columns that hold where something is; those of a listing `l` unless told otherwise. */
type Position = { latitude: SQL; longitude: SQL };
const ofListing: Position = { latitude: sql`l.latitude`, longitude: sql`l.longitude` };

/** Kilometres between something and a point, by the haversine formula on a sphere of 6,371 km. */
export function distanceTo({ latitude, longitude }: Point, at = ofListing): SQL {
	return sql`(2 * 6371 * asin(least(1, sqrt(
		sin(radians(${at.latitude} - ${latitude}::float8) / 2) ^ 2
		+ cos(radians(${latitude}::float8)) * cos(radians(${at.latitude})) * sin(radians(${at.longitude} - ${longitude}::float8) / 2) ^ 2))))`;
}

/** What listings `l` must be for a choice, seen by an audience; `without` leaves one part of the choice out. */
export function listingsChosen(audience: Reader, choice: Choice, without?: FilterPart): SQL {
	if (choice.among)
		return sql`${readBy(audience)} and l.profile_id = any(${sql.param(choice.among)}::uuid[])`;
	const conditions = Object.entries(parts(choice))
		.filter(([part, condition]) => part !== without && condition)
		.map(([, condition]) => condition!);
	return sql.join([readBy(audience), ...conditions], sql` and `);
}

function parts(choice: Choice): Record<FilterPart, SQL | null> {
	const { kind, region, departement, placeKind, circle, offers, needs, near } = choice;
	return {
		typed: choice.typed === '' ? null : matchesTyped(choice),
		kind: kind && (kind === 'person' ? sql`not l.is_organisation` : sql`l.kind = ${kind}`),
		region: region === null ? null : sql`l.region_code = ${region}`,
		departement: departement === null ? null : sql`l.departement_code = ${departement}`,
		placeKind: placeKind === null ? null : sql`l.place_kind = ${placeKind}`,
		circle: circle && sql`l.circles @> array[${circle}]`,
		skills: offers.length === 0 ? null : sql`l.offers @> ${sql.param(offers)}::uuid[]`,
		needs: needs.length === 0 ? null : sql`l.needs @> ${sql.param(needs)}::uuid[]`,
		near: near && within(near, choice.kilometres)
	};
}

function matchesTyped({ typed, namedSkills }: Choice): SQL {
	const named = sql`l.offers && ${sql.param(namedSkills)}::uuid[]`;
	const worded = sql`l.words @@ ${typedQuery(typed)}`;
	return namedSkills.length === 0 ? worded : sql`(${worded} or ${named})`;
}

/** The words typed as a query: all of them, each perhaps unfinished. */
export function typedQuery(typed: string): SQL {
	const words = plainWords(typed).map((word) => `${word}:*`);
	return sql`to_tsquery('french', ${words.join(' & ')})`;
}

/** Whether something is near to a point: a box first, which an index answers, then the circle inside it. */
export function within(point: Point, kilometres: number, at = ofListing): SQL {
	const { latitude, longitude } = point;
	const north = kilometres / degree;
	const east = kilometres / (degree * Math.max(0.01, Math.cos((latitude * Math.PI) / 180)));
	const [west, south, right, top] = [longitude - east, latitude - north, longitude + east, latitude + north];
	const inBox =
		at === ofListing
			? sql`${placeOf(at.longitude, at.latitude)} <@ box(${placeOf(sql`${west}::float8`, sql`${south}::float8`)}, ${placeOf(sql`${right}::float8`, sql`${top}::float8`)})`
			: sql`${at.latitude} between ${south}::float8 and ${top}::float8 and ${at.longitude} between ${west}::float8 and ${right}::float8`;
	return sql`(${inBox} and ${distanceTo(point, at)} <= ${kilometres}::float8)`;
}
