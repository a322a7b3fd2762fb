import { locale } from '#platform/locale.ts';
import type { TerritoryKind } from './kinds.ts';

type Named = { kind: TerritoryKind; name: string; country: string; departementCode: string | null };

/** A territory in a few words that say where it is: “Rennes (35)”, “Bruxelles (Belgique)”, “Bretagne”. */
export function labelOf({ kind, name, country, departementCode }: Named): string {
	if (kind === 'country') return countryName(country);
	if (kind === 'place') return `${name} (${countryName(country)})`;
	return kind === 'commune' && departementCode ? `${name} (${departementCode})` : name;
}

/** The name of a country in the current language. */
export function countryName(code: string): string {
	return new Intl.DisplayNames(locale(), { type: 'region' }).of(code) ?? code;
}
