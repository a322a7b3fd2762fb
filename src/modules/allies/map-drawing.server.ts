import type { Screen } from './map-circles.ts';
import { circlesOnSheets } from './map-closer.server.ts';
import { circlesByDepartement, circlesByRegion } from './map-country.ts';
import type { Counts, OnMap, Tally, Wanted } from './map-counts.server.ts';
import { closer, whole, wider, type Frame } from './map-frames.ts';
import { partOf } from './map-parts.server.ts';
import { sheetsIn } from './map-sheets.server.ts';
import { territoriesInWords } from './map-table.ts';
import type { MapCircle, MapLinks } from './map-view.ts';

/** Circles for each width of screen. */
export type MapLayers = Record<Screen, MapCircle[]>;

const mostAbroad = 12;
/** How close one looks when everybody is counted, however many there are. */
const exactFrom = 6;

export type DrawnMap = Awaited<ReturnType<typeof mapOf>>;

/** A map of something: circles of a frame, where one may move and, wherever one looks, how many are in each territory or in none. */
export async function mapOf(map: OnMap, frame: Frame, links: MapLinks) {
	const wanted = { ...wantedFor(frame), byDepartement: true };
	const counts = await map.counted(wanted);
	const { tallies } = counts;
	const apart = (kind: Tally['apart']) =>
		tallies.filter((tally) => tally.apart === kind).reduce((total, { n }) => total + n, 0);
	const abroad = apart('abroad');
	return {
		frame,
		moves: movesFrom(frame, links),
		layers: layersOf(counts, wanted, frame, links),
		isEstimate: tallies.some(({ isEstimate }) => isEstimate),
		hasParis: tallies.some(({ departement }) => departement !== null && partOf(departement) === 'paris'),
		regions: territoriesInWords(tallies, links),
		wide: apart('wide'),
		nowhere: apart('nowhere'),
		abroad: { n: abroad, first: abroad === 0 ? [] : await map.abroad(mostAbroad) }
	};
}

/** The circles of a frame alone, for whoever moves on the map. */
export async function circlesOf(map: OnMap, frame: Frame, links: MapLinks): Promise<MapLayers> {
	const wanted = wantedFor(frame);
	return layersOf(await map.counted(wanted), wanted, frame, links);
}

/** What the circles of a frame need: of the whole country they are départements and regions, closer they are neighbours. */
function wantedFor(frame: Frame): Wanted {
	const isCountry = frame.zoom === 1;
	return {
		byDepartement: isCountry,
		sheets: isCountry ? [] : sheetsIn(frame),
		isExact: frame.zoom >= exactFrom
	};
}

function layersOf(
	{ tallies, neighbours }: Counts,
	{ sheets }: Wanted,
	frame: Frame,
	links: MapLinks
): MapLayers {
	if (frame.zoom === 1)
		return { wide: circlesByDepartement(tallies, links), narrow: circlesByRegion(tallies, links) };
	const drawn = (screen: Screen) => circlesOnSheets(neighbours, sheets, frame, screen, links);
	return { wide: drawn('wide'), narrow: drawn('narrow') };
}

function movesFrom(frame: Frame, links: MapLinks) {
	const [near, far] = [closer(frame, frame.x, frame.y), wider(frame)];
	return { closer: near && links.frame(near), wider: far && links.frame(far), all: links.frame(whole) };
}
