import type { Database } from '#platform/database.server.ts';
import { alliesOnMap } from './allies-on-map.server.ts';
import type { Reader } from './audiences.ts';
import { searchFor, type DirectoryFilters } from './directory.input.ts';
import { choiceFound, choiceToRead } from './directory-reading.server.ts';
import { listingsChosen } from './directory-where.server.ts';
import { circlesOf, mapOf, type MapLayers } from './map-drawing.server.ts';
import type { Frame } from './map-frames.ts';
import { chosenOutline, usualFrame } from './map-ground.server.ts';
import { mapLinks, type MapPaths } from './map-links.ts';

/** The directory as a map: the allies of a choice as an audience may see them, drawn and in words. */
export async function mapToRead(
	db: Database,
	audience: Reader,
	filters: DirectoryFilters,
	asked: Frame | null,
	paths: MapPaths
) {
	return choiceToRead(db, audience, filters, async ({ choice, near }) => {
		const usual = usualFrame(choice);
		const search = searchFor({ ...filters, near: near?.id ?? null });
		const allies = alliesOnMap(db, listingsChosen(audience, choice));
		const map = await mapOf(allies, asked ?? usual, mapLinks(paths, search, usual));
		return { map: { ...map, search, chosen: chosenOutline(choice) } };
	});
}

/** The circles of a frame alone, for whoever moves on the map. */
export async function circlesToRead(
	db: Database,
	audience: Reader,
	filters: DirectoryFilters,
	frame: Frame,
	paths: MapPaths
): Promise<MapLayers> {
	const choice = await choiceFound(db, audience, filters);
	const links = mapLinks(paths, searchFor(filters), usualFrame(choice));
	return circlesOf(alliesOnMap(db, listingsChosen(audience, choice)), frame, links);
}
