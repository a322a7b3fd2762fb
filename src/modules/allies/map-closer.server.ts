import { joined, type Screen, type Spot } from './map-circles.ts';
import type { Neighbours } from './map-counts.server.ts';
import { closer, type Frame, frameInAddress } from './map-frames.ts';
import { withLabels } from './map-labels.ts';
import type { Sheet } from './map-sheets.server.ts';
import { asCircle, departementName, placeCounted, type MapCircle, type MapLinks } from './map-view.ts';
import { m } from '#words/messages.js';

type Group = Spot &
	Pick<Neighbours, 'approximate' | 'territory' | 'departement' | 'place' | 'slug' | 'name' | 'isEstimate'>;

/** How close one looks when the names of places are written. */
const namesFrom = 3;

/** A frame of the map: neighbours that would touch are joined, and each circle leads to its allies, or closer to them. */
export function circlesOnSheets(
	neighbours: Neighbours[],
	sheets: Sheet[],
	frame: Frame,
	screen: Screen,
	links: MapLinks
): MapCircle[] {
	const groups = neighbours.flatMap((cell): Group[] => {
		const at = sheets[cell.sheet]!.part.projection([cell.longitude, cell.latitude]);
		return at ? [{ ...cell, place: shortPlace(cell.place), x: at[0], y: at[1] }] : [];
	});
	const circles = joined(groups, screen, frame.zoom, shared).map((group) =>
		asCircle(group, screen, links, leading(group, frame, links))
	);
	return frame.zoom < namesFrom
		? circles.map((circle) => ({ ...circle, place: null }))
		: withLabels(circles, frame, screen);
}

/** “Rennes”: on a map nobody needs to be told the département. */
function shortPlace(place: string | null): string | null {
	return place && place.replace(/ \([^)]*\)$/, '');
}

/** What two groups have in common. */
function shared(one: Group, other: Group): Omit<Group, keyof Spot> {
	const same = <Key extends 'territory' | 'departement'>(key: Key) =>
		one[key] === other[key] ? one[key] : null;
	const territory = same('territory');
	return {
		territory,
		departement: same('departement'),
		place: territory === null ? null : one.place,
		approximate: one.approximate + other.approximate,
		isEstimate: one.isEstimate,
		slug: null,
		name: null
	};
}

/** Several of one commune are listed; others are seen closer and, at the closest, those of their département are listed. */
function leading(
	{ x, y, n, territory, departement, place, isEstimate }: Group,
	frame: Frame,
	links: MapLinks
): Pick<MapCircle, 'href' | 'name' | 'frame' | 'place'> {
	if (territory !== null)
		return {
			href: links.near(territory),
			name: placeCounted(place, n, isEstimate, links),
			frame: null,
			place
		};
	const area = departement === null ? null : departementName(departement);
	const next = closer(frame, x, y);
	const name = placeCounted(area, n, isEstimate, links);
	if (next)
		return {
			href: links.frame(next),
			name: m.map_closer_to({ allies: name }),
			frame: frameInAddress(next),
			place: null
		};
	return {
		href: departement === null ? links.frame(frame) : links.departement(departement),
		name,
		frame: null,
		place: null
	};
}
