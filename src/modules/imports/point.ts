import type { ImportField } from './columns.ts';
import type { ProblemCode } from './problems.ts';

export type Point = { latitude: number; longitude: number };
type Said = Record<'latitude' | 'longitude' | 'point', string>;
type Tell = (code: ProblemCode, field?: ImportField, value?: string) => void;

/** Where a row says that something is: two columns or one, with a point or a comma; what cannot be is left out and told. */
export function pointIn(said: Said, tell: Tell): Point | null {
	const [latitude, longitude] = pairIn(said);
	if (latitude === '' && longitude === '') return null;
	const value = `${latitude} / ${longitude}`;
	if (latitude === '' || longitude === '') return (tell('point-half', 'latitude', value), null);
	const [north, east] = [degrees(latitude), degrees(longitude)];
	if (north === null || east === null) return (tell('point-invalid', 'latitude', value), null);
	if (isSwapped(north, east)) {
		tell('point-swapped', 'latitude', value);
		return { latitude: east, longitude: north };
	}
	if (Math.abs(north) > 90 || Math.abs(east) > 180) return (tell('point-invalid', 'latitude', value), null);
	// Software that knows no place says zero and zero: a buoy in the Gulf of Guinea.
	if (Math.abs(north) < 0.01 && Math.abs(east) < 0.01) return (tell('point-at-sea', 'latitude', value), null);
	return { latitude: north, longitude: east };
}

function pairIn({ latitude, longitude, point }: Said): [string, string] {
	if (latitude !== '' || longitude !== '' || point === '') return [latitude, longitude];
	const parts = point.replace(/[[\]()]/g, '').split(point.includes(';') ? ';' : /,(?=\s*-?\d)|\s+/);
	return [parts[0]?.trim() ?? '', parts.slice(1).join(' ').trim()];
}

/** Degrees to the sixth decimal, about ten centimetres; nothing when it is no number. */
function degrees(text: string): number | null {
	const plain = text.trim().replace(',', '.').replace('\u2212', '-').replace(/°$/, '');
	return /^[-+]?\d{1,3}(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * 1e6) / 1e6 : null;
}

/** Between 41 and 52 degrees east and within 10 of the equator lies the Indian Ocean; the other way round lies France. */
function isSwapped(north: number, east: number): boolean {
	return north >= -6 && north <= 10 && east >= 41 && east <= 52;
}
