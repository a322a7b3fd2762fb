import type { Screen } from './map-circles.ts';
import { circlesOnSheets } from './map-closer.server.ts';
import { circlesByDepartement, circlesByRegion } from './map-country.ts';
import type { OnMap, Tally } from './map-counts.server.ts';
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
export async function mapOf(counted: OnMap, frame: Frame, links: MapLinks) {
	const [tallies, closeUp] = await Promise.all([
		counted.byDepartement(),
		frame.zoom === 1 ? null : closerUp(counted, frame, links)
	]);
	const apart = (kind: Tally['apart']) =>
		tallies.filter((tally) => tally.apart === kind).reduce((total, { n }) => total + n, 0);
	const abroad = apart('abroad');
	return {
		frame,
		moves: movesFrom(frame, links),
		layers: closeUp ?? ofCountry(tallies, links),
		isEstimate: tallies.some(({ isEstimate }) => isEstimate),
		hasParis: tallies.some(({ departement }) => departement !== null && partOf(departement) === 'paris'),
		regions: territoriesInWords(tallies, links),
		wide: apart('wide'),
		nowhere: apart('nowhere'),
		abroad: { n: abroad, first: abroad === 0 ? [] : await counted.abroad(mostAbroad) }
	};
}

/** The circles of a frame alone, for whoever moves on the map. */
export async function circlesOf(counted: OnMap, frame: Frame, links: MapLinks): Promise<MapLayers> {
	return frame.zoom > 1 ? closerUp(counted, frame, links) : ofCountry(await counted.byDepartement(), links);
}

function movesFrom(frame: Frame, links: MapLinks) {
	const [near, far] = [closer(frame, frame.x, frame.y), wider(frame)];
	return { closer: near && links.frame(near), wider: far && links.frame(far), all: links.frame(whole) };
}

function ofCountry(tallies: Tally[], links: MapLinks): MapLayers {
	return { wide: circlesByDepartement(tallies, links), narrow: circlesByRegion(tallies, links) };
}

async function closerUp(counted: OnMap, frame: Frame, links: MapLinks): Promise<MapLayers> {
	const sheets = sheetsIn(frame);
	const neighbours = await counted.onSheets(sheets, frame.zoom >= exactFrom);
	const drawn = (screen: Screen) => circlesOnSheets(neighbours, sheets, frame, screen, links);
	return { wide: drawn('wide'), narrow: drawn('narrow') };
}
