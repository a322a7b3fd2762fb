import type { Database } from '#platform/database.server.ts';
import { territoriesLike, type TerritoryFound } from '../territories/finding.server.ts';
import { findTerritory } from '../territories/territories.server.ts';

/** Where a need or a call is, as its row holds it; all null when it is anywhere. */
export type PlaceColumns = {
	territoryId: string | null;
	placeLabel: string | null;
	departementCode: string | null;
	regionCode: string | null;
	latitude: number | null;
	longitude: number | null;
};

/** What was written is no territory (no choice), or may be several of them. */
export type UnclearPlace = {
	ok: false;
	reason: 'unclear-place';
	choices: Pick<TerritoryFound, 'id' | 'label'>[];
};

type WrittenPlace = { place: string | null; territory: string; territoryFor: string };

const anywhere: PlaceColumns = {
	territoryId: null,
	placeLabel: null,
	departementCode: null,
	regionCode: null,
	latitude: null,
	longitude: null
};

/** The territory that somebody wrote: by its label, the only one of its name or code, or the one they chose among several. */
export async function placeWritten(
	db: Database,
	{ place, territory, territoryFor }: WrittenPlace
): Promise<{ ok: true; columns: PlaceColumns } | UnclearPlace> {
	if (place === null) return { ok: true, columns: anywhere };
	if (territory !== '' && territoryFor === place) {
		const columns = await columnsOf(db, territory);
		if (columns) return { ok: true, columns };
	}
	const bare = place.replace(/ \([^()]*\)$/, '');
	const found = await territoriesLike(db, bare, { limit: 6 });
	const exact = found.filter(({ label }) => isSame(label, place));
	const called = found.filter(({ name }) => isSame(name, bare));
	const only = [exact, called, found].find((list) => list.length === 1)?.[0];
	const columns = only && (await columnsOf(db, only.id));
	if (columns) return { ok: true, columns };
	return { ok: false, reason: 'unclear-place', choices: found.map(({ id, label }) => ({ id, label })) };
}

const alike = new Intl.Collator('fr', { sensitivity: 'base', ignorePunctuation: true });

function isSame(one: string, other: string): boolean {
	return alike.compare(one, other) === 0;
}

async function columnsOf(db: Database, id: string): Promise<PlaceColumns | undefined> {
	const found = await findTerritory(db, id);
	if (!found) return undefined;
	const { departementCode, regionCode, kind, latitude, longitude } = found;
	// From the middle of a region or of a country, no distance means anything.
	const isWide = kind === 'region' || kind === 'country';
	return {
		territoryId: found.id,
		placeLabel: found.label,
		departementCode,
		regionCode,
		latitude: isWide ? null : latitude,
		longitude: isWide ? null : longitude
	};
}
