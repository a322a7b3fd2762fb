import {
	geoBounds,
	geoConicConformal,
	geoMercator,
	type GeoPermissibleObjects,
	type GeoProjection
} from 'd3-geo';
import { merge } from 'topojson-client';
import { drawing } from './map-frames.ts';
import topology from './map-geometry/france.topo.json' with { type: 'json' };

export type Box = { left: number; top: number; right: number; bottom: number };
/** Degrees. */
export type Bounds = { west: number; south: number; east: number; north: number };

/** A part of the drawing with its own scale: the mainland with Corsica, each territory overseas, and Paris seen closer. */
export type Part = {
	/** The INSEE code of what an inset shows; `paris` for Paris and what touches it. */
	name: 'mainland' | 'paris' | '971' | '972' | '973' | '974' | '976';
	box: Box;
	bounds: Bounds;
	projection: GeoProjection;
};

/** The outline of a département as the file of the outline of France holds it: by arcs that neighbours share. */
export type Outline = { id: string; properties: { name: string; region: string } };

export const france = topology as unknown as Parameters<typeof merge>[0];
export const outlines = topology.objects.departements.geometries as Outline[];

const mainlandHeight = 936;
const overseas = ['971', '972', '973', '974', '976'] as const;
const aroundParis = ['75', '92', '93', '94'];

export function isOverseas(code: string): boolean {
	return code.startsWith('97');
}

/** The part on which a département is drawn when the whole country is shown. */
export function partOf(code: string): Part['name'] {
	if (aroundParis.includes(code)) return 'paris';
	return overseas.find((one) => one === code) ?? 'mainland';
}

/** The départements that are wanted, as one shape. */
export function shapeOf(isWanted: (outline: Outline) => boolean): GeoPermissibleObjects {
	return merge(france, outlines.filter(isWanted) as never);
}

function mainland(): Part {
	const shape = shapeOf(({ id }) => !isOverseas(id));
	const projection = geoConicConformal().rotate([-3, 0]).parallels([44, 49]).precision(0);
	const box = { left: 0, top: 0, right: drawing.width, bottom: mainlandHeight };
	projection.fitExtent(...within(box, 5, shape));
	const [[west, south], [east, north]] = geoBounds(shape);
	return { name: 'mainland', box, bounds: { west, south, east, north }, projection };
}

function inset(name: Part['name'], box: Box, margin: number): Part {
	const shape = shapeOf(({ id }) => partOf(id) === name);
	const projection = geoMercator().precision(0);
	projection.fitExtent(...within(box, margin, shape));
	const [west, north] = projection.invert!([box.left, box.top])!;
	const [east, south] = projection.invert!([box.right, box.bottom])!;
	const { left, top, right, bottom } = box;
	projection.clipExtent([
		[left, top],
		[right, bottom]
	]);
	return { name, box, bounds: { west, south, east, north }, projection };
}

function within({ left, top, right, bottom }: Box, margin: number, shape: GeoPermissibleObjects) {
	const corners: [[number, number], [number, number]] = [
		[left + margin, top + margin],
		[right - margin, bottom - margin]
	];
	return [corners, shape as never] as const;
}

/** Territories overseas stand in a row under the mainland. */
function overseasBox(index: number): Box {
	const width = 188;
	const left = index * (width + 15);
	return { left, top: mainlandHeight + 16, right: left + width, bottom: drawing.height - 4 };
}

export const parts: Part[] = [
	mainland(),
	inset('paris', { left: 4, top: 4, right: 210, bottom: 204 }, 14),
	...overseas.map((code, index) => inset(code, overseasBox(index), 20))
];

/** Where a point is drawn: on the part asked for or, by default, on the mainland or overseas; null when it is elsewhere. */
export function project(longitude: number, latitude: number, wanted?: Part['name']): [number, number] | null {
	const part = parts.find(({ name, bounds }) =>
		wanted ? name === wanted : name !== 'paris' && isWithin(bounds, longitude, latitude)
	);
	if (!part || !isWithin(part.bounds, longitude, latitude)) return null;
	return part.projection([longitude, latitude]);
}

function isWithin({ west, south, east, north }: Bounds, longitude: number, latitude: number): boolean {
	return longitude >= west && longitude <= east && latitude >= south && latitude <= north;
}
