import { spread, type Box, type Screen, type Spot } from './map-circles.ts';
import type { Tally } from './map-counts.server.ts';
import { middleOf } from './map-ground.server.ts';
import { isOverseas, partOf, parts, project, type Part } from './map-parts.server.ts';
import {
	asCircle,
	departementName,
	placeCounted,
	regionName,
	type MapCircle,
	type MapLinks
} from './map-view.ts';

type Area = Spot & {
	code: string;
	part: Part['name'];
	approximate: number;
	isEstimate: boolean;
	slug: string | null;
	name: string | null;
};

/** The whole country on a wide screen: a circle for each département that has allies, somebody alone at their own place. */
export function circlesByDepartement(tallies: Tally[], links: MapLinks): MapCircle[] {
	const areas = tallies.flatMap((tally): Area[] => {
		const code = tally.departement;
		const at = code && placeOf(tally, code);
		return at ? [{ ...tally, code, part: partOf(code), x: at[0], y: at[1] }] : [];
	});
	return drawn(areas, 'wide', links, (code) => ({
		href: links.departement(code),
		place: departementName(code)
	}));
}

/** The whole country on a phone: a circle for each region that has allies. */
export function circlesByRegion(tallies: Tally[], links: MapLinks): MapCircle[] {
	const areas = new Map<string, Area>();
	for (const tally of tallies) {
		if (tally.region === null) continue;
		const at = regionPlaceOf(tally);
		if (!at) continue;
		const [x, y] = at;
		const former = areas.get(tally.region);
		areas.set(
			tally.region,
			former ? added(former, tally, x, y) : { ...tally, code: tally.region, part: partInRegion(tally), x, y }
		);
	}
	return drawn([...areas.values()], 'narrow', links, (code) => ({
		href: links.region(code),
		place: regionName(code)
	}));
}

function added(area: Area, { n, approximate }: Tally, x: number, y: number): Area {
	const sum = area.n + n;
	return {
		...area,
		n: sum,
		approximate: area.approximate + approximate,
		x: (area.x * area.n + x * n) / sum,
		y: (area.y * area.n + y * n) / sum,
		slug: null,
		name: null
	};
}

/** At the centre of its allies or, when they have no point in it, in its middle. */
function placeOf({ longitude, latitude }: Tally, code: string): [number, number] | null {
	const at = longitude !== null && latitude !== null && project(longitude, latitude, partOf(code));
	return at || middleOf(code);
}

function regionPlaceOf(tally: Tally): [number, number] | null {
	const { departement, longitude, latitude } = tally;
	const at = longitude !== null && latitude !== null && project(longitude, latitude);
	return at || (departement === null ? null : placeOf(tally, departement));
}

/** On a phone Paris is on the mainland, like its region. */
function partInRegion({ departement }: Tally): Part['name'] {
	return departement !== null && isOverseas(departement) ? partOf(departement) : 'mainland';
}

/** Under the name of an inset there is no circle. */
const nameHeight: Record<Screen, number> = { wide: 22, narrow: 36 };

function boxFor(name: Part['name'], screen: Screen): Box {
	const { box } = parts.find((part) => part.name === name)!;
	if (name === 'mainland') return box;
	return { ...box, bottom: box.bottom - nameHeight[screen] };
}

function drawn(
	areas: Area[],
	screen: Screen,
	links: MapLinks,
	inWords: (code: string) => { href: string; place: string }
): MapCircle[] {
	return spread(areas, screen, ({ part }) => boxFor(part, screen)).map((area) => {
		const { href, place } = inWords(area.code);
		return asCircle(area, screen, links, { href, name: placeCounted(place, area.n, area.isEstimate, links) });
	});
}
