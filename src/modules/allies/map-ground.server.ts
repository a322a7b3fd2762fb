import { geoPath, type GeoPermissibleObjects } from 'd3-geo';
import { mesh } from 'topojson-client';
import topology from './map-geometry/france.topo.json' with { type: 'json' };
import { frameAround, whole, type Frame } from './map-frames.ts';
import { ShortPath } from './map-path.ts';
import {
	france,
	isOverseas,
	outlines,
	partOf,
	parts,
	project,
	shapeOf,
	type Box,
	type Outline,
	type Part
} from './map-parts.server.ts';

/** What is drawn under the circles, as {@link ShortPath}s, and the boxes of what is drawn apart. */
export type Ground = {
	land: string;
	borders: string;
	regionBorders: string;
	/** Paris seen closer, which is shown with the whole country only. */
	paris: { land: string; borders: string; box: Box };
	/** What the inset of Paris covers of the mainland. */
	parisOnMainland: Box;
	overseas: { code: string; name: string; box: Box }[];
};

const part = (name: Part['name']) => parts.find((one) => one.name === name)!;

function draw(...drawn: [Part['name'], GeoPermissibleObjects][]): string {
	const path = new ShortPath();
	for (const [name, what] of drawn) geoPath(part(name).projection, path)(what);
	return path.toString();
}

function borders(isBetween: (one: Outline, other: Outline) => boolean): GeoPermissibleObjects {
	return mesh(
		france,
		topology.objects.departements as never,
		(one, other) => one !== other && isBetween(one as unknown as Outline, other as unknown as Outline)
	);
}

function onItsOwn(code: string): [Part['name'], GeoPermissibleObjects] {
	return [partOf(code), shapeOf(({ id }) => id === code)];
}

const regionOf = ({ properties }: Outline) => properties.region;

/** The ground of the map, drawn once in the life of the process. */
export const ground: Ground = drawGround();

function drawGround(): Ground {
	const mainland = shapeOf(({ id }) => !isOverseas(id));
	const islands = outlines.filter(({ id }) => isOverseas(id));
	const { bounds } = part('paris');
	const [left, top] = project(bounds.west, bounds.north)!;
	const [right, bottom] = project(bounds.east, bounds.south)!;
	return {
		land: draw(['mainland', mainland], ...islands.map(({ id }) => onItsOwn(id))),
		borders: draw(['mainland', borders((one, other) => regionOf(one) === regionOf(other))]),
		regionBorders: draw(['mainland', borders((one, other) => regionOf(one) !== regionOf(other))]),
		paris: {
			land: draw(['paris', mainland]),
			borders: draw(['paris', borders(() => true)]),
			box: part('paris').box
		},
		parisOnMainland: { left, top, right, bottom },
		overseas: islands.map(({ id, properties }) => ({
			code: id,
			name: properties.name,
			box: part(partOf(id)).box
		}))
	};
}

const middles = new Map<string, [number, number]>();

/** The middle of a département: where its circle stands when its allies say no better. */
export function middleOf(code: string): [number, number] | null {
	if (!outlines.some(({ id }) => id === code)) return null;
	let middle = middles.get(code);
	if (!middle) {
		const [name, shape] = onItsOwn(code);
		middles.set(code, (middle = geoPath(part(name).projection).centroid(shape)));
	}
	return middle;
}

/** What a choice is about: its département, its region or what it is near to; the whole country when it is about none. */
export function usualFrame({ departement, region, near, kilometres }: Where): Frame {
	if (near) return frameNear(near, kilometres) ?? whole;
	if (departement !== null) return frameOf(({ id }) => id === departement);
	return region === null ? whole : frameOf(({ properties }) => properties.region === region);
}

/** The outline of the département or the region that is chosen, if one is. */
export function chosenOutline({ departement, region }: Where): string | null {
	if (departement !== null) return outlineOf(`departement-${departement}`, ({ id }) => id === departement);
	return region === null
		? null
		: outlineOf(`region-${region}`, ({ properties }) => properties.region === region);
}

/** As many as there are départements and regions, at most. */
const outlined = new Map<string, string>();

function outlineOf(key: string, isWanted: (outline: Outline) => boolean): string | null {
	const first = outlines.find(isWanted);
	if (!first) return null;
	const name = isOverseas(first.id) ? partOf(first.id) : 'mainland';
	if (!outlined.has(key)) outlined.set(key, draw([name, shapeOf(isWanted)]));
	return outlined.get(key)!;
}

type Point = { latitude: number; longitude: number };
type Where = { departement: string | null; region: string | null; near: Point | null; kilometres: number };

function frameOf(isWanted: (outline: Outline) => boolean): Frame {
	const first = outlines.find(isWanted);
	if (!first) return whole;
	const name = isOverseas(first.id) ? partOf(first.id) : 'mainland';
	const [[left, top], [right, bottom]] = geoPath(part(name).projection).bounds(shapeOf(isWanted));
	return frameAround({ left, top, right, bottom });
}

/** One degree of latitude, in kilometres. */
const degree = 111.2;

function frameNear({ latitude, longitude }: Point, kilometres: number): Frame | null {
	const middle = project(longitude, latitude);
	const above = middle && project(longitude, latitude + 10 / degree);
	if (!middle || !above) return null;
	const reach = (Math.hypot(above[0] - middle[0], above[1] - middle[1]) / 10) * kilometres;
	const [x, y] = middle;
	return frameAround({ left: x - reach, top: y - reach, right: x + reach, bottom: y + reach });
}
