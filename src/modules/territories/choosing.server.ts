import type { Database } from '#platform/database.server.ts';
import { territoriesLike, type TerritoryFound } from './finding.server.ts';
import type { TerritoryKind } from './kinds.ts';
import { findTerritory } from './territories.server.ts';

export type TerritoryChoice = Pick<TerritoryFound, 'id' | 'label' | 'kind' | 'formerName'>;

/** What a form with a `TerritoryField` sends: the text, and which of several was chosen. */
export type TypedTerritory = { typed: string | null; chosenId: string | null };

export type TerritoryRead =
	{ ok: true; id: string | null } | { ok: false; reason: 'unknown' | 'unclear'; choices: TerritoryChoice[] };

const mostChoices = 8;

/**
 * The territory that somebody means in a `TerritoryField`; null when it was left empty. When several may be meant, or when
 * what was typed is only near to a name, the form comes back with the choices.
 */
export async function territoryTyped(
	db: Database,
	{ typed, chosenId }: TypedTerritory,
	kinds?: TerritoryKind[]
): Promise<TerritoryRead> {
	if (typed === null) return { ok: true, id: null };
	const found = await territoriesLike(db, typed, { limit: mostChoices, ...(kinds && { kinds }) });
	const chosen = chosenId ? await findTerritory(db, chosenId) : undefined;
	const isProposed = chosen && (isSame(chosen.label, typed) || found.some(({ id }) => id === chosen.id));
	if (isProposed && (!kinds || kinds.includes(chosen.kind))) return { ok: true, id: chosen.id };

	const labelled = found.filter(({ label }) => isSame(label, typed));
	const [only, another] = labelled.length > 0 ? labelled : found.filter(({ isExact }) => isExact);
	if (only && !another) return { ok: true, id: only.id };
	const choices = found.map(({ id, label, kind, formerName }) => ({ id, label, kind, formerName }));
	return { ok: false, reason: choices.length > 0 ? 'unclear' : 'unknown', choices };
}

const alike = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true });

function isSame(one: string, other: string): boolean {
	return alike.compare(one, other) === 0;
}
