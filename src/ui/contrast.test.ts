import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');
const [day = '', night = ''] = css.split('@media (prefers-color-scheme: dark)');
const light = coloursIn(day);
const dark = { ...light, ...coloursIn(night) };

const surfaces = ['paper', 'card', 'wash', 'wash-saffron', 'wash-horizon', 'wash-bad'];
const texts: [string, string[]][] = [
	['ink', surfaces],
	['soft', ['paper', 'card', 'wash', 'wash-saffron']],
	['accent', ['paper', 'card', 'wash', 'wash-saffron']],
	['accent-strong', ['paper', 'card', 'wash']],
	['brick-text', ['paper', 'card']],
	['bad', ['paper', 'card', 'wash-bad']],
	['on-accent', ['accent', 'accent-strong', 'bad']],
	['on-screen', ['screen']],
	['screen-accent', ['screen']]
];
const shapes: [string, string[]][] = [
	['edge', ['paper', 'card']],
	['fir', ['paper', 'card']],
	['brick', ['paper', 'card']],
	['horizon', ['paper', 'card']],
	['bad', ['paper', 'card', 'wash-bad']],
	['focus-edge', ['focus']]
];

describe.each([
	['by day', light],
	['by night', dark]
])('Whoever reads %s', (_, colours) => {
	test.each(pairs(texts))('reads %s on %s', (text, surface) => {
		expect(contrast(colours, text, surface)).toBeGreaterThanOrEqual(4.5);
	});

	test.each(pairs(shapes))('sees %s on %s', (shape, surface) => {
		expect(contrast(colours, shape, surface)).toBeGreaterThanOrEqual(3);
	});
});

function pairs(list: [string, string[]][]): [string, string][] {
	return list.flatMap(([first, others]) => others.map((other): [string, string] => [first, other]));
}

function coloursIn(block: string): Record<string, string> {
	return Object.fromEntries(
		[...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex])
	);
}

/** The contrast of two colours from 1 to 21, as WCAG 2.1 defines it. */
function contrast(colours: Record<string, string>, first: string, second: string): number {
	const [darker, lighter] = [luminance(colours[first]!), luminance(colours[second]!)].sort((a, b) => a - b);
	return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(hex: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const share = parseInt(hex.slice(at, at + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
