/** What one of the two shows the other of themselves, and nothing else. */
export type Shown = {
	territoryId: string | null;
	placeLabel: string | null;
	departementCode: string | null;
	regionCode: string | null;
	offers: string[];
	needs: string[];
};

/** What a veteran and a newcomer share, as both may know it: it decides, and it is what is explained. */
export type Shared = {
	/** Skills that the newcomer needs and the veteran offers. */
	needed: string[];
	/** Skills that both offer. */
	common: string[];
	area: 'place' | 'departement' | 'region' | null;
	placeLabel: string | null;
	languages: string[];
};

const hidden: Shown = {
	territoryId: null,
	placeLabel: null,
	departementCode: null,
	regionCode: null,
	offers: [],
	needs: []
};

/** What two people share, from what each shows the other and the languages that they said. */
export function sharedBetween(
	veteran: { shown?: Shown; languages: string[] },
	newcomer: { shown?: Shown; languages: string[] }
): Shared {
	const [one, other] = [veteran.shown ?? hidden, newcomer.shown ?? hidden];
	const needed = one.offers.filter((skill) => other.needs.includes(skill));
	const area = areaOf(one, other);
	return {
		needed,
		common: one.offers.filter((skill) => other.offers.includes(skill) && !needed.includes(skill)),
		area,
		placeLabel: area === 'place' ? one.placeLabel : null,
		languages: veteran.languages.filter((language) => newcomer.languages.includes(language))
	};
}

function areaOf(one: Shown, other: Shown): Shared['area'] {
	if (one.territoryId !== null && one.territoryId === other.territoryId) return 'place';
	if (one.departementCode !== null && one.departementCode === other.departementCode) return 'departement';
	return one.regionCode !== null && one.regionCode === other.regionCode ? 'region' : null;
}

/** What each thing shared is worth, and how much of it counts. */
const worth = { needed: 40, common: 10, place: 30, departement: 20, region: 10, language: 5 };
const counted = 2;
const most = counted * (worth.needed + worth.common + worth.language) + worth.place;
/** What each newcomer whom a veteran has already takes away. */
const load = 15;

/**
 * What a pair costs, null when the two share no language, with `before` the newcomers whom the veteran has already:
 *
 *     140 − 40 × skills needed and offered (2 at most) − 10 × skills that both offer (2 at most)
 *         − 30 in the same place, else 20 in the same département, else 10 in the same region
 *         − 5 × languages shared beyond the first (2 at most) + 15 × before
 *
 * Never below 0: whatever is shared makes it smaller, and every newcomer whom the veteran has makes it larger.
 */
export function pairCost({ needed, common, area, languages }: Shared, before: number): number | null {
	if (languages.length === 0) return null;
	const upTo = (some: unknown[]) => Math.min(counted, some.length);
	return (
		most -
		worth.needed * upTo(needed) -
		worth.common * upTo(common) -
		(area ? worth[area] : 0) -
		worth.language * Math.min(counted, languages.length - 1) +
		load * before
	);
}
