import type { GeoContext } from 'd3-geo';

/** A path is written in whole numbers, which are shorter: halves of a unit of the map, finer than the outline is known. */
export const pathScale = 2;

/** Writes what d3-geo draws as an SVG path of relative whole numbers, half as long as the usual one. */
export class ShortPath implements GeoContext {
	#words: string[] = [];
	#at: [number, number] = [0, 0];
	#start: [number, number] = [0, 0];

	beginPath(): void {
		this.#words = [];
	}

	moveTo(x: number, y: number): void {
		this.#step('m', x, y);
		this.#start = this.#at;
	}

	lineTo(x: number, y: number): void {
		this.#step('l', x, y);
	}

	closePath(): void {
		this.#words.push('z');
		this.#at = this.#start;
	}

	arc(): void {
		throw new Error('The outline of France has no circle');
	}

	toString(): string {
		return this.#words.join('');
	}

	#step(letter: 'm' | 'l', x: number, y: number): void {
		const there: [number, number] = [Math.round(x * pathScale), Math.round(y * pathScale)];
		const [dx, dy] = [there[0] - this.#at[0], there[1] - this.#at[1]];
		this.#at = there;
		if (letter === 'l' && dx === 0 && dy === 0) return;
		this.#words.push(`${letter}${dx}${dy < 0 ? '' : ' '}${dy}`);
	}
}
