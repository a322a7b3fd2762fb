import type { Tally } from './map-counts.server.ts';
import { departementName, regionName, type MapLinks } from './map-view.ts';

type CountedArea = { code: string; name: string; n: number; href: string };
/** A region that has allies, its départements that have some, and how many are of the whole region. */
export type CountedRegion = CountedArea & { departements: CountedArea[]; wide: number };

/** The map in words: regions, and in each its départements, in the order of their names. */
export function territoriesInWords(tallies: Tally[], links: MapLinks): CountedRegion[] {
	const regions = new Map<string, CountedRegion>();
	for (const { region, departement, n } of tallies) {
		// A territory of the Pacific is in no region: it stands among them.
		const code = region ?? departement;
		if (code === null) continue;
		const counted = regions.get(code) ?? emptyRegion(code, region === null, links);
		regions.set(code, counted);
		counted.n += n;
		if (departement === null) counted.wide += n;
		else if (region !== null) {
			const area = {
				code: departement,
				name: departementName(departement),
				href: links.departement(departement)
			};
			counted.departements.push({ ...area, n });
		}
	}
	const found = [...regions.values()].toSorted(byName);
	for (const { departements } of found) departements.sort(byName);
	return found;
}

function emptyRegion(code: string, isDepartement: boolean, links: MapLinks): CountedRegion {
	const name = isDepartement ? departementName(code) : regionName(code);
	const href = isDepartement ? links.departement(code) : links.region(code);
	return { code, name, href, n: 0, wide: 0, departements: [] };
}

function byName(one: CountedArea, other: CountedArea): number {
	return one.name.localeCompare(other.name, 'fr');
}
