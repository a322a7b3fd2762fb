type Point = { latitude: number; longitude: number };

const earthRadius = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Kilometres between two points of the earth, as the crow flies (haversine). */
export function kilometresBetween(one: Point, other: Point): number {
	const north = radians(other.latitude - one.latitude);
	const east = radians(other.longitude - one.longitude);
	const chord =
		Math.sin(north / 2) ** 2 +
		Math.cos(radians(one.latitude)) * Math.cos(radians(other.latitude)) * Math.sin(east / 2) ** 2;
	return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, chord)));
}
