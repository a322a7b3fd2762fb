import type { Database } from '#platform/database.server.ts';
import { territoryTyped, type TerritoryChoice } from './choosing.server.ts';
import { findTerritory } from './territories.server.ts';

/** Where something is (a need, a call, a gathering), as its row holds it; all null when it is anywhere. */
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
	choices: TerritoryChoice[];
};

type WrittenPlace = { place: string | null; 'place-id': string | null };

const anywhere: PlaceColumns = {
	territoryId: null,
	placeLabel: null,
	departementCode: null,
	regionCode: null,
	latitude: null,
	longitude: null
};

/** The territory that somebody wrote in a `TerritoryField`, as a need or a call holds it. */
export async function placeWritten(
	db: Database,
	{ place, 'place-id': chosenId }: WrittenPlace
): Promise<{ ok: true; columns: PlaceColumns } | UnclearPlace> {
	const read = await territoryTyped(db, { typed: place, chosenId });
	if (!read.ok) return { ok: false, reason: 'unclear-place', choices: read.choices };
	const columns = read.id === null ? anywhere : await columnsOf(db, read.id);
	return { ok: true, columns: columns ?? anywhere };
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
