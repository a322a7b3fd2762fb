import type { Point } from './point.ts';

/** Kilometres between two points along the earth (haversine, a sphere of 6,371 km). */
export function distanceInKilometres(one: Point, other: Point): number {
	const radians = (degrees: number) => (degrees * Math.PI) / 180;
	const north = Math.sin(radians(other.latitude - one.latitude) / 2) ** 2;
	const east = Math.sin(radians(other.longitude - one.longitude) / 2) ** 2;
	const along = north + Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * east;
	return 2 * 6371 * Math.asin(Math.sqrt(along));
}

/** Metropolitan France with the seas around it. Elsewhere we know too few towns to tell the land from the sea. */
export function isAroundFrance({ latitude, longitude }: Point): boolean {
	return latitude > 41 && latitude < 51.6 && longitude > -6 && longitude < 10;
}
