import { formatNumber } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { CompositeForm, TerritoryKind } from './kinds.ts';

/** What a territory is, in words: “Commune”, “Parc naturel régional”. */
export function kindName(kind: TerritoryKind, form?: CompositeForm | null): string {
	if (kind === 'composite' && form) return formName(form);
	return {
		commune: m.territories_commune,
		epci: m.territories_epci,
		departement: m.territories_departement,
		region: m.territories_region,
		composite: m.territories_composite,
		place: m.territories_place,
		country: m.territories_country
	}[kind]();
}

/** The territories of a kind, as the name of a list. */
export function kindsName(kind: TerritoryKind): string {
	return {
		commune: m.territories_communes,
		epci: m.territories_epcis,
		departement: m.territories_departements,
		region: m.territories_regions,
		composite: m.territories_composites,
		place: m.territories_places,
		country: m.territories_countries
	}[kind]();
}

export function formName(form: CompositeForm): string {
	return { petr: m.territories_petr, park: m.territories_park, perimeter: m.territories_perimeter }[form]();
}

/** What helps to tell a territory from its namesakes: what it is, how many people live there. */
export function aboutTerritory({
	kind,
	form,
	population
}: {
	kind: TerritoryKind;
	form?: CompositeForm | null;
	population: number | null;
}): string {
	const what = kindName(kind, form);
	return population ? `${what} · ${inhabitants(population)}` : what;
}

/** “12 345 habitants”. */
export function inhabitants(population: number): string {
	return m.territories_inhabitants({ n: population, shown: formatNumber(population) });
}

/** A territory among those suggested as one types. */
export function suggestionOf(found: {
	id: string;
	label: string;
	kind: TerritoryKind;
	population: number | null;
	formerName: string | null;
}): { id: string; label: string; about: string } {
	const about = found.formerName ? m.territories_former({ former: found.formerName }) : aboutTerritory(found);
	return { id: found.id, label: found.label, about };
}
