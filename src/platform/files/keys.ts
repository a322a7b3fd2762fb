import { narrowerThan, type NarrowWidth } from './narrow-widths.ts';

/** Under which key the bytes of a file are; the shelf comes from the end of the id, since its beginning is the time. */
export function keyOf(id: string, width?: NarrowWidth): string {
	return `${id.slice(-2)}/${id}${width ? `-${width}` : ''}`;
}

/** Every key of a file. */
export function keysOf({ id, width }: { id: string; width: number | null }): string[] {
	return [keyOf(id), ...narrowerThan(width).map((narrow) => keyOf(id, narrow))];
}

/** The id of the file whose bytes are under a key. */
export function idIn(key: string): string | undefined {
	return /^[0-9a-f]{2}\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/.exec(key)?.[1];
}
