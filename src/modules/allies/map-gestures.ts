import { drawing, type Frame } from './map-frames.ts';
import { afterKey, moved, within, zoomed } from './map-moving.ts';

/** What is looked at now, and how to look elsewhere. */
type Mover = { look(): Frame; go(look: Frame): void };
type Point = { x: number; y: number };

/** A press that moves less than this, in pixels, is a click. */
const still = 5;

/** Moves a map by mouse, fingers, wheel and keys, until `stop`. */
export class MapGestures {
	#map: SVGSVGElement;
	#mover: Mover;
	#fingers = new Map<number, Point>();
	#pressedAt: Point = { x: 0, y: 0 };
	#isMoving = false;
	#stopped = new AbortController();

	constructor(map: SVGSVGElement, mover: Mover) {
		this.#map = map;
		this.#mover = mover;
		const { signal } = this.#stopped;
		map.addEventListener('pointerdown', (event) => this.#press(event), { signal });
		map.addEventListener('pointermove', (event) => this.#move(event), { signal });
		for (const end of ['pointerup', 'pointercancel'] as const)
			map.addEventListener(end, ({ pointerId }) => this.#fingers.delete(pointerId), { signal });
		map.addEventListener('click', (event) => this.#click(event), { signal, capture: true });
		map.addEventListener('dragstart', (event) => event.preventDefault(), { signal });
		map.addEventListener('wheel', (event) => this.#turn(event), { signal, passive: false });
		map.addEventListener('keydown', (event) => this.#type(event), { signal });
	}

	stop(): void {
		this.#stopped.abort();
	}

	#press({ button, pointerId, clientX, clientY }: PointerEvent): void {
		if (button !== 0) return;
		if (this.#fingers.size === 0) this.#isMoving = false;
		this.#pressedAt = { x: clientX, y: clientY };
		this.#fingers.set(pointerId, this.#pressedAt);
	}

	#move({ pointerId, clientX, clientY }: PointerEvent): void {
		const before = this.#fingers.get(pointerId);
		if (!before) return;
		const after = { x: clientX, y: clientY };
		const other = [...this.#fingers].find(([id]) => id !== pointerId)?.[1];
		if (!this.#isMoving && !other && distance(this.#pressedAt, after) < still) return;
		if (!this.#isMoving) this.#map.setPointerCapture(pointerId);
		this.#isMoving = true;
		this.#fingers.set(pointerId, after);
		this.#mover.go(other ? this.#pinched(before, after, other) : this.#dragged(before, after));
	}

	#dragged(before: Point, after: Point): Frame {
		const { width, height } = this.#map.getBoundingClientRect();
		return moved(this.#mover.look(), (before.x - after.x) / width, (before.y - after.y) / height);
	}

	#pinched(before: Point, after: Point, other: Point): Frame {
		const { x, y } = this.#onDrawing({ x: (after.x + other.x) / 2, y: (after.y + other.y) / 2 });
		const factor = distance(after, other) / Math.max(1, distance(before, other));
		return zoomed(this.#mover.look(), factor, x, y);
	}

	/** Whoever has just moved the map has not chosen the circle that is under their finger. */
	#click(event: MouseEvent): void {
		if (this.#isMoving) event.preventDefault();
		this.#isMoving = false;
	}

	/** Without the key the wheel scrolls the page, as everywhere else. */
	#turn(event: WheelEvent): void {
		if (!event.ctrlKey) return;
		event.preventDefault();
		const { x, y } = this.#onDrawing({ x: event.clientX, y: event.clientY });
		this.#mover.go(zoomed(this.#mover.look(), 2 ** (-event.deltaY / 150), x, y));
	}

	#type(event: KeyboardEvent): void {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const look = afterKey(this.#mover.look(), event.key);
		if (!look) return;
		event.preventDefault();
		this.#mover.go(within(look));
	}

	/** Where something on the screen is on the drawing. */
	#onDrawing({ x, y }: Point): Point {
		const look = this.#mover.look();
		const { left, top, width, height } = this.#map.getBoundingClientRect();
		return {
			x: look.x + ((x - left) / width - 0.5) * (drawing.width / look.zoom),
			y: look.y + ((y - top) / height - 0.5) * (drawing.height / look.zoom)
		};
	}
}

function distance(one: Point, other: Point): number {
	return Math.hypot(one.x - other.x, one.y - other.y);
}
