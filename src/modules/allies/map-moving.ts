import { closest, drawing, stepBelow, type Frame } from './map-frames.ts';

/** Where a finger, a mouse or a key takes the map. A look may be between two frames: `zoom` is any number from 1. */
type Look = Frame;

/** The frame on which the circles of a look are counted: its steps are those of the zoom. */
export function frameOf({ x, y, zoom }: Look): Frame {
	return { x: Math.round(x), y: Math.round(y), zoom: stepBelow(zoom) };
}

/** Nothing beyond the drawing is seen, nor closer than its details. */
export function within({ x, y, zoom }: Look): Look {
	const near = Math.min(Math.max(zoom, 1), closest);
	const [halfWidth, halfHeight] = [drawing.width / near / 2, drawing.height / near / 2];
	return {
		x: Math.min(Math.max(x, halfWidth), drawing.width - halfWidth),
		y: Math.min(Math.max(y, halfHeight), drawing.height - halfHeight),
		zoom: near
	};
}

/** Looks closer (or less) by a factor, so that a point of the drawing stays where it is on the screen. */
export function zoomed(look: Look, factor: number, x: number, y: number): Look {
	const zoom = Math.min(Math.max(look.zoom * factor, 1), closest);
	const ratio = look.zoom / zoom;
	return within({ x: x + (look.x - x) * ratio, y: y + (look.y - y) * ratio, zoom });
}

/** Moves by a part of what is seen: of its width, and of its height. */
export function moved(look: Look, width: number, height: number): Look {
	const { x, y, zoom } = look;
	return within({ x: x + (width * drawing.width) / zoom, y: y + (height * drawing.height) / zoom, zoom });
}

const keys: Record<string, (look: Look) => Look> = {
	ArrowLeft: (look) => moved(look, -0.2, 0),
	ArrowRight: (look) => moved(look, 0.2, 0),
	ArrowUp: (look) => moved(look, 0, -0.2),
	ArrowDown: (look) => moved(look, 0, 0.2),
	'+': (look) => zoomed(look, 2, look.x, look.y),
	'-': (look) => zoomed(look, 0.5, look.x, look.y),
	'0': () => within({ x: 0, y: 0, zoom: 1 })
};

/** Where a key takes a look; nothing when it means nothing here: arrows scroll the page while the whole country is seen. */
export function afterKey(look: Look, key: string): Look | null {
	if (look.zoom === 1 && key.startsWith('Arrow')) return null;
	return keys[key]?.(look) ?? null;
}
