/** The four families of actors of a territory. A delegation to an initiation in person holds at least one of each. */
export const families = ['elected', 'agents', 'socio-economic', 'state'] as const;
export type Family = (typeof families)[number];

/** The families that nobody of these represents yet, in their usual order. */
export function missingFamilies(present: (Family | null)[]): Family[] {
	return families.filter((family) => !present.includes(family));
}
