import type { SQL } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Reader } from './audiences.ts';
import { searchFor, type DirectoryFilters } from './directory.input.ts';
import { choiceFound, choiceToRead } from './directory-reading.server.ts';
import { listingsChosen } from './directory-where.server.ts';
import { circlesByDepartement, circlesByRegion } from './map-country.ts';
import { circlesOnSheets } from './map-closer.server.ts';
import type { Screen } from './map-circles.ts';
import { alliesAbroad, alliesByDepartement, alliesOnSheets, type Tally } from './map-counts.server.ts';
import { closer, whole, wider, type Frame } from './map-frames.ts';
import { chosenOutline, usualFrame } from './map-ground.server.ts';
import { mapLinks, type MapPaths } from './map-links.ts';
import { partOf } from './map-parts.server.ts';
import { sheetsIn } from './map-sheets.server.ts';
import { territoriesInWords } from './map-table.ts';
import type { MapCircle, MapLinks } from './map-view.ts';

/** Circles for each width of screen. */
export type MapLayers = Record<Screen, MapCircle[]>;

const mostAbroad = 12;
/** How close one looks when everybody is counted, however many there are. */
const exactFrom = 6;

/** The directory as a map: the allies of a choice as an audience may see them, drawn and in words. */
export async function mapToRead(
	db: Database,
	audience: Reader,
	filters: DirectoryFilters,
	asked: Frame | null,
	paths: MapPaths
) {
	const { read, choice } = await choiceToRead(db, audience, filters);
	const usual = usualFrame(choice);
	const frame = asked ?? usual;
	const search = searchFor({ ...filters, near: read.near?.id ?? null });
	const links = mapLinks(paths, search, usual);
	const map = await alliesOnMap(db, audience, listingsChosen(audience, choice), frame, links);
	const [near, far] = [closer(frame, frame.x, frame.y), wider(frame)];
	const moves = {
		closer: near && links.frame(near),
		wider: far && links.frame(far),
		all: links.frame(whole)
	};
	return { ...read, map: { ...map, moves, search, chosen: chosenOutline(choice) } };
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
	const where = listingsChosen(audience, choice);
	if (frame.zoom > 1) return circlesCloser(db, audience, where, frame, links);
	return circlesOfCountry(await alliesByDepartement(db, audience, where), links);
}

/** The allies `l` that are chosen: circles of a frame and, wherever one looks, how many are in each territory or in none. */
export async function alliesOnMap(db: Database, audience: Reader, where: SQL, frame: Frame, links: MapLinks) {
	const tallies = await alliesByDepartement(db, audience, where);
	const apart = (kind: Tally['apart']) =>
		tallies.filter((tally) => tally.apart === kind).reduce((total, { n }) => total + n, 0);
	const abroad = apart('abroad');
	const isWhole = frame.zoom === 1;
	return {
		frame,
		layers: isWhole
			? circlesOfCountry(tallies, links)
			: await circlesCloser(db, audience, where, frame, links),
		isEstimate: tallies.some(({ isEstimate }) => isEstimate),
		hasParis: tallies.some(({ departement }) => departement !== null && partOf(departement) === 'paris'),
		regions: territoriesInWords(tallies, links),
		wide: apart('wide'),
		nowhere: apart('nowhere'),
		abroad: { n: abroad, first: abroad === 0 ? [] : await alliesAbroad(db, audience, where, mostAbroad) }
	};
}

function circlesOfCountry(tallies: Tally[], links: MapLinks): MapLayers {
	return { wide: circlesByDepartement(tallies, links), narrow: circlesByRegion(tallies, links) };
}

async function circlesCloser(
	db: Database,
	audience: Reader,
	where: SQL,
	frame: Frame,
	links: MapLinks
): Promise<MapLayers> {
	const sheets = sheetsIn(frame);
	const neighbours = await alliesOnSheets(db, audience, where, sheets, frame.zoom >= exactFrom);
	const drawn = (screen: Screen) => circlesOnSheets(neighbours, sheets, frame, screen, links);
	return { wide: drawn('wide'), narrow: drawn('narrow') };
}
