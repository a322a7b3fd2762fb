import type { Database } from '#platform/database.server.ts';
import { findTerritory } from '../territories/territories.server.ts';
import { territoriesLike } from '../territories/finding.server.ts';

export type PlaceChoice = { id: string; label: string };

/** Where a page says that it is, or where it acts: what was typed, and which of several of that name was then chosen. */
export type TypedPlace = { typed: string | null; chosenId: string | null };

export type PlaceRead = { ok: true; id: string | null | undefined } | { ok: false; choices: PlaceChoice[] };

const most = 8;

/**
 * The territory that somebody typed: undefined when it is what the page says already (`current`), null when it was emptied.
 * When several may be meant, or none, the form comes back with those.
 */
export async function placeTyped(
	db: Database,
	{ typed, chosenId }: TypedPlace,
	current: string | null
): Promise<PlaceRead> {
	if (typed === current) return { ok: true, id: undefined };
	if (typed === null) return { ok: true, id: null };
	const found = await territoriesLike(db, typed, { limit: most });
	const chosen = chosenId && (await findTerritory(db, chosenId));
	if (chosen && found.some(({ id }) => id === chosen.id)) return { ok: true, id: chosen.id };

	const called = found.filter(({ name, label }) => [name, label].some((one) => isSame(one, typed)));
	const [only, another] = called.length > 0 ? called : found;
	if (only && !another) return { ok: true, id: only.id };
	return { ok: false, choices: found.map(({ id, label }) => ({ id, label })) };
}

function isSame(one: string, other: string): boolean {
	return one.localeCompare(other, 'fr', { sensitivity: 'base', ignorePunctuation: true }) === 0;
}
