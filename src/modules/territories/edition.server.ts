import { formerRows } from './former-names.server.ts';
import type { OfficialCommune, OfficialEpci, OfficialLists } from './official-lists.server.ts';
import { countriesAbroad, knownPoints, type Point } from './points.server.ts';

/** A territory as the official lists know it, in the columns of `territories`; what is not known is left out. */
export type OfficialTerritory = {
	id: string;
	kind: 'region' | 'departement' | 'epci' | 'commune' | 'country';
	name: string;
	code?: string;
	siren?: string;
	country?: string;
	postal_codes?: string[];
	population?: number;
	latitude?: number;
	longitude?: number;
	is_approximate?: boolean;
	departement_code?: string;
	region_code?: string;
	epci_code?: string;
	became?: string;
};

/**
 * Every region, département, EPCI and commune of France, those that merged with what they became, and the countries of the
 * world, as `territories` keeps them.
 */
export function officialTerritories(lists: OfficialLists): OfficialTerritory[] {
	const { regions, departements, epci, ept } = lists;
	const here = communeRows(lists);
	const inEpci = Map.groupBy(here, (row) => row.epci_code);
	const inDepartement = Map.groupBy(here, (row) => row.departement_code);
	const inRegion = Map.groupBy(here, (row) => row.region_code);
	const byCode = new Map(here.map((row) => [row.code!, row]));
	approach([inEpci, inDepartement, inRegion]);
	const ofGreaterParis = ept.map((one) =>
		epciRow(
			one,
			one.membres.flatMap(({ code }) => byCode.get(code) ?? [])
		)
	);
	return [
		...countryRows(),
		...regions.map(({ code, nom }) =>
			row('region', code, nom, { region_code: code, ...summed(inRegion.get(code)) })
		),
		...departements.map(({ code, nom, region }) => {
			const codes = { departement_code: code, region_code: region };
			return row('departement', code, nom, { ...codes, ...summed(inDepartement.get(code)) });
		}),
		...epci.map((one) => epciRow(one, inEpci.get(one.code) ?? [])),
		...ofGreaterParis,
		...here,
		...formerRows(lists, byCode)
	];
}

/** Of the territories of Greater Paris, which communes each holds. */
export function officialParts({ ept }: OfficialLists): { whole: string; part: string }[] {
	return ept.flatMap(({ code, membres }) =>
		membres.map((member) => ({ whole: `epci-${code}`, part: `commune-${member.code}` }))
	);
}

function row(
	kind: 'region' | 'departement' | 'epci' | 'commune',
	code: string,
	name: string,
	others: Partial<OfficialTerritory>
): OfficialTerritory {
	return { id: `${kind}-${code}`, kind, code, name, ...others };
}

function communeRows({ communes, epci }: OfficialLists): OfficialTerritory[] {
	const wholeOf = new Map(communes.map(({ code, chefLieu, commune }) => [code, chefLieu ?? commune ?? code]));
	const current = communes.filter(({ type }) => type === 'commune-actuelle');
	const points = knownPoints(current, wholeOf);
	const epciOf = new Map(epci.flatMap(({ code, membres }) => membres.map((member) => [member.code, code])));
	return current.map((commune) => communeRow(commune, points.get(commune.code), epciOf.get(commune.code)));
}

function communeRow(commune: OfficialCommune, point: Point | undefined, epci?: string): OfficialTerritory {
	return row('commune', commune.code, commune.nom, {
		siren: commune.siren,
		postal_codes: commune.codesPostaux,
		population: commune.population,
		departement_code: commune.departement,
		region_code: commune.region,
		epci_code: epci,
		...(point && { ...point, is_approximate: false })
	});
}

const shortened: [RegExp, string][] = [
	[/^CC /, 'Communauté de communes '],
	[/^CA /, 'Communauté d’agglomération '],
	[/^CU /, 'Communauté urbaine ']
];

/** An EPCI is placed in the département and region of its largest commune. */
function epciRow(
	{ code, nom, populationMunicipale }: OfficialEpci,
	members: OfficialTerritory[]
): OfficialTerritory {
	const [largest] = members.toSorted((one, other) => (other.population ?? 0) - (one.population ?? 0));
	const name = shortened.reduce((known, [short, long]) => known.replace(short, long), nom);
	return row('epci', code, name, {
		...summed(members),
		siren: code,
		population: populationMunicipale,
		departement_code: largest?.departement_code,
		region_code: largest?.region_code,
		epci_code: code
	});
}

/** A commune of which no point is known is put in the middle of the known ones around it: of its EPCI, else of what is larger. */
function approach(groupings: Map<string | undefined, OfficialTerritory[]>[]): void {
	const groups = groupings.flatMap((grouping) =>
		[...grouping].flatMap(([code, rows]) => (code === undefined ? [] : [rows]))
	);
	const middles = groups.map((rows) => [rows, middleOf(rows.filter(isPlaced))] as const);
	for (const [rows, middle] of middles)
		for (const one of rows) if (!isPlaced(one)) Object.assign(one, middle);
}

function isPlaced({ latitude }: OfficialTerritory): boolean {
	return latitude !== undefined;
}

function summed(rows: OfficialTerritory[] = []): Partial<OfficialTerritory> {
	const population = rows.reduce((sum, one) => sum + (one.population ?? 0), 0);
	const exact = rows.filter((one) => one.is_approximate === false);
	return { population, ...middleOf(exact.length > 0 ? exact : rows.filter(isPlaced)) };
}

function middleOf(rows: OfficialTerritory[]): Partial<Point> {
	if (rows.length === 0) return {};
	const mean = (key: 'latitude' | 'longitude') => rows.reduce((sum, one) => sum + one[key]!, 0) / rows.length;
	return { latitude: round(mean('latitude')), longitude: round(mean('longitude')) };
}

/** To about ten metres. */
function round(degrees: number): number {
	return Math.round(degrees * 1e4) / 1e4;
}

/** Countries have a French name; the English one leads to them too. */
function countryRows(): OfficialTerritory[] {
	const [inFrench, inEnglish] = ['fr', 'en'].map(
		(language) => new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
	);
	const france = { code: 'FR', point: { latitude: 46.6, longitude: 2.4 } };
	return [france, ...countriesAbroad()].flatMap(({ code, point }) => {
		const [name, english] = [inFrench!.of(code), inEnglish!.of(code)];
		if (!name || !english) return [];
		const [id, kind] = [`pays-${code}`, 'country'] as const;
		const country: OfficialTerritory = { id, kind, code, name, country: code, ...point };
		if (english === name) return [country];
		return [country, { id: `${id}-en`, kind, name: english, country: code, became: id }];
	});
}
