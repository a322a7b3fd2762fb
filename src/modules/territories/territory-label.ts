import { locale } from '#platform/locale.ts';
import type { TerritoryKind } from './kinds.ts';

const namesOfCountries = new Map<string, Intl.DisplayNames>();

type Named = { kind: TerritoryKind; name: string; country: string; departementCode: string | null };

/** A territory in a few words that say where it is: “Rennes (35)”, “Bruxelles (Belgique)”, “Bretagne”. */
export function labelOf({ kind, name, country, departementCode }: Named): string {
	if (kind === 'country') return countryName(country);
	if (kind === 'place') return `${name} (${countryName(country)})`;
	return kind === 'commune' && departementCode ? `${name} (${departementCode})` : name;
}

/** What a territory is called in the current language: countries are the only ones that have several names. */
export function nameOf({ kind, name, country }: Pick<Named, 'kind' | 'name' | 'country'>): string {
	return kind === 'country' ? countryName(country) : name;
}

/** The name of a country in the current language. */
export function countryName(code: string): string {
	const language = locale();
	let names = namesOfCountries.get(language);
	if (!names) namesOfCountries.set(language, (names = new Intl.DisplayNames(language, { type: 'region' })));
	return names.of(code) ?? code;
}
