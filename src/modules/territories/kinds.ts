/** The kinds of territory. A composite is made of others; a place is a town abroad. */
export const territoryKinds = [
	'commune',
	'epci',
	'departement',
	'region',
	'composite',
	'place',
	'country'
] as const;
export type TerritoryKind = (typeof territoryKinds)[number];

/** What a composite territory is: a rural pole, a regional park, or a perimeter of its own. */
export const compositeForms = ['petr', 'park', 'perimeter'] as const;
export type CompositeForm = (typeof compositeForms)[number];

/** The kinds that an address asks for, joined by commas; nothing when it names none. */
export function kindsIn(asked: string | null): TerritoryKind[] | undefined {
	const names = (asked ?? '').split(',');
	const kinds = territoryKinds.filter((kind) => names.includes(kind));
	return kinds.length > 0 ? kinds : undefined;
}
