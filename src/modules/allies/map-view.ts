import { formatNumber, locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import names from './map-geometry/names.json' with { type: 'json' };
import { radiusOf, type Screen, type Spot } from './map-circles.ts';
import type { Frame } from './map-frames.ts';

/** A circle as it is drawn and read: a link to who it stands for, or closer to them. Plain data. */
export type MapCircle = {
	x: number;
	y: number;
	r: number;
	/** What is written in it; nothing for somebody alone. */
	count: string;
	/** What it is called when it is read aloud or pointed at. */
	name: string;
	href: string;
	/** The frame that it leads to, as an address says it, when it leads closer. */
	frame: string | null;
	place: string | null;
	isApproximate: boolean;
};

/** What a map says of those on it, “12 alliés”, and addresses that keep what is chosen. */
export type MapLinks = {
	counted(n: number, shown: string): string;
	/** The page of the only one. */
	one(slug: string): string;
	departement(code: string): string;
	region(code: string): string;
	near(territoryId: string): string;
	frame(frame: Frame): string;
};

const regions: Record<string, string> = names.regions;
const departements: Record<string, string> = names.departements;

/** The name of a region or, of one that is not known, its code. */
export function regionName(code: string): string {
	return regions[code] ?? code;
}

/** The name of a département or, of one that is not known, its code. */
export function departementName(code: string): string {
	return departements[code] ?? code;
}

/** A number that fits in a circle: “1 234”, then “12 k”. */
function shortNumber(n: number): string {
	if (n < 10_000) return formatNumber(n);
	return new Intl.NumberFormat(locale(), { notation: 'compact' }).format(n);
}

/** A number as it is told: counted on a sample it has two figures or, when few of the sample stand for it, one. */
export function told(n: number, isEstimate: boolean): number {
	return isEstimate ? Number(n.toPrecision(n < 300 ? 1 : 2)) : n;
}

/** “Ille-et-Vilaine : 12 alliés”, or “environ 1 200 alliés” when they were counted on a sample. */
export function placeCounted(
	place: string | null,
	n: number,
	isEstimate: boolean,
	{ counted }: Pick<MapLinks, 'counted'>
): string {
	const said = counted(n, formatNumber(told(n, isEstimate)));
	const allies = isEstimate ? m.map_about({ allies: said }) : said;
	return place === null ? allies : m.map_place({ place, allies });
}

type Drawn = Spot & { approximate: number; isEstimate: boolean; slug: string | null; name: string | null };

/** A circle of several allies with where it leads, or somebody alone, who leads to their own page. */
export function asCircle(
	{ x, y, n, approximate, isEstimate, slug, name }: Drawn,
	screen: Screen,
	links: Pick<MapLinks, 'one'>,
	several: Pick<MapCircle, 'href' | 'name'> & Partial<MapCircle>
): MapCircle {
	const isApproximate = approximate > 0;
	const circle = {
		x,
		y,
		r: radiusOf(n, screen),
		count: shortNumber(told(n, isEstimate)),
		frame: null,
		place: null,
		isApproximate: false
	};
	if (n > 1 || slug === null || name === null) return { ...circle, ...several };
	const said = isApproximate ? m.map_approximate({ name }) : name;
	return {
		...circle,
		count: '',
		name: said,
		href: links.one(slug),
		place: several.place ?? null,
		isApproximate
	};
}
