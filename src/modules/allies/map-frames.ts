/** What one looks at: a point of the drawing, and how many times closer than the whole country. */
export type Frame = { x: number; y: number; zoom: number };

/** The drawing that frames are on, in its own units: about a kilometre each on the mainland. */
export const drawing = { width: 1000, height: 1128 };
const zooms = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32];
export const whole: Frame = { x: drawing.width / 2, y: drawing.height / 2, zoom: 1 };
/** The closest that one can look: about thirty kilometres across. */
export const closest = zooms[zooms.length - 1]!;

type Box = { left: number; top: number; right: number; bottom: number };

/** What is seen in a frame, never beyond the edge of the drawing. */
export function windowOf({ x, y, zoom }: Frame): Box {
	const [width, height] = [drawing.width / zoom, drawing.height / zoom];
	const left = Math.min(Math.max(x - width / 2, 0), drawing.width - width);
	const top = Math.min(Math.max(y - height / 2, 0), drawing.height - height);
	return { left, top, right: left + width, bottom: top + height };
}

/** The same frame, with its centre where the edges of the drawing leave it. */
export function settled(frame: Frame): Frame {
	const { left, top, right, bottom } = windowOf(frame);
	return { x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2), zoom: frame.zoom };
}

/** Reads `?cadre=x,y,zoom`; null when nothing, or nothing that exists, is asked for. */
export function frameIn(search: URLSearchParams): Frame | null {
	const asked = /^(\d{1,4}),(\d{1,4}),(\d{1,2})$/.exec(search.get('cadre') ?? '');
	if (!asked) return null;
	const [x, y, zoom] = asked.slice(1).map(Number) as [number, number, number];
	return zooms.includes(zoom) ? settled({ x, y, zoom }) : null;
}

/** A frame as an address says it. */
export function frameInAddress({ x, y, zoom }: Frame): string {
	return `${Math.round(x)},${Math.round(y)},${zoom}`;
}

/** One step closer to a point, or null at the closest. */
export function closer({ zoom }: Frame, x: number, y: number): Frame | null {
	if (zoom >= closest) return null;
	return settled({ x, y, zoom: zooms.find((step) => step >= Math.min(zoom * 2, closest))! });
}

/** One step back, or null when the whole country is seen. */
export function wider({ x, y, zoom }: Frame): Frame | null {
	if (zoom <= 1) return null;
	return settled({ x, y, zoom: stepBelow(Math.max(1, zoom / 2)) });
}

/** The closest step that is not beyond a zoom. */
export function stepBelow(zoom: number): number {
	return zooms.findLast((step) => step <= zoom + 0.01)!;
}

/** The closest frame in which a box is seen, with some space around it. */
export function frameAround({ left, top, right, bottom }: Box): Frame {
	const space = 1.15;
	const fits = (zoom: number) =>
		(right - left) * space * zoom <= drawing.width && (bottom - top) * space * zoom <= drawing.height;
	const zoom = zooms.findLast(fits) ?? 1;
	return settled({ x: (left + right) / 2, y: (top + bottom) / 2, zoom });
}
