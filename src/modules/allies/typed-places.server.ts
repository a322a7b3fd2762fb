import type { Database } from '#platform/database.server.ts';
import { territoryTyped, type TerritoryChoice, type TypedTerritory } from '../territories/choosing.server.ts';

export type PlaceRead =
	{ ok: true; id: string | null | undefined } | { ok: false; choices: TerritoryChoice[] };

/**
 * The territory that somebody typed: undefined when it is what the page says already (`current`), also where no list knows
 * it; null when it was emptied. When several may be meant, or none, the form comes back with those.
 */
export async function placeTyped(
	db: Database,
	typed: TypedTerritory,
	current: string | null
): Promise<PlaceRead> {
	return typed.typed === current ? { ok: true, id: undefined } : territoryTyped(db, typed);
}
