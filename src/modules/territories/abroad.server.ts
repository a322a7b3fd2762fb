import { createHash } from 'node:crypto';
import { and, eq, isNull, ne } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { locale } from '#platform/locale.ts';
import { slugOf } from '#platform/slug.ts';
import type { Person } from '../people/people.server.ts';
import type { PlaceInput } from './composing.input.ts';
import { territories } from './territories.tables.ts';
import { countryName } from './territory-label.ts';

export type PlaceResult = { ok: true; id: string } | { ok: false; reason: 'unknown-country' };

const abroad = and(
	eq(territories.kind, 'country'),
	isNull(territories.became),
	ne(territories.country, 'FR')
);

/** The countries where a town can be named, by their names in the current language. */
export async function countriesToChoose(db: Database): Promise<{ code: string; name: string }[]> {
	const known = await db.select({ code: territories.country }).from(territories).where(abroad);
	const named = known.map(({ code }) => ({ code, name: countryName(code) }));
	return named.toSorted((one, other) => one.name.localeCompare(other.name, locale()));
}

/**
 * The town of this name in a country abroad, put on the list by whoever needs it first; until somebody knows better it is
 * where the capital is. Two who name it at once get the same.
 */
export async function placeAbroad(
	db: Database,
	actor: Person,
	{ country, town }: PlaceInput
): Promise<PlaceResult> {
	return db.transaction(async (tx) => {
		const [where] = await tx
			.select({ latitude: territories.latitude, longitude: territories.longitude })
			.from(territories)
			.where(and(abroad, eq(territories.country, country)));
		if (!where) return { ok: false, reason: 'unknown-country' };
		const id = `lieu-${country.toLowerCase()}-${slugOf(town) || digestOf(town)}`;
		const added = await tx
			.insert(territories)
			.values({ id, kind: 'place', name: town, country, ...where })
			.onConflictDoNothing()
			.returning({ id: territories.id });
		if (added.length > 0)
			await recordEvent(tx, {
				name: 'territories.composed',
				actorId: actor.id,
				details: { territoryId: id }
			});
		return { ok: true, id };
	});
}

/** For a name without any letter of ours: 東京. */
function digestOf(town: string): string {
	return createHash('sha256').update(town.normalize('NFKC').toLowerCase()).digest('hex').slice(0, 12);
}
