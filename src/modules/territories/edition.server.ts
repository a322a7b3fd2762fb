import { createRequire } from 'node:module';
import { pointsOfCommunes } from './points.server.ts';

/** The year of the official list that the packages carry. */
export const edition = 2026;

type Official = { code: string; nom: string; region?: string; departement?: string };
type Commune = Official & {
	type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
	siren?: string;
	codesPostaux?: string[];
	population?: number;
	anciensCodes?: string[];
	chefLieu?: string;
	commune?: string;
};
type Epci = Official & { type: string; populationMunicipale: number; membres: { code: string }[] };

/** A territory as the official lists know it, in the columns of `territories`. */
export type OfficialTerritory = {
	id: string;
	kind: 'region' | 'departement' | 'epci' | 'commune' | 'country';
	code: string;
	siren: string | null;
	name: string;
	country: string;
	postal_codes: string[];
	population: number | null;
	latitude: number | null;
	longitude: number | null;
	is_approximate: boolean;
	departement_code: string | null;
	region_code: string | null;
	epci_code: string | null;
	became: string | null;
};

const require = createRequire(import.meta.url);
const list = <Kind>(name: string) => require(`@etalab/decoupage-administratif/data/${name}.json`) as Kind[];

/**
 * Every region, département, EPCI and commune of France, those that merged with what they became, and the countries of the
 * world. `only` keeps some départements, for tests.
 */
export function officialTerritories(only?: string[]): OfficialTerritory[] {
	const isKept = ({ departement }: { departement?: string }) =>
		only === undefined || (departement !== undefined && only.includes(departement));
	const communes = list<Commune>('communes').filter(isKept);
	const current = communes.filter(({ type }) => type === 'commune-actuelle');
	const codes = new Set(current.map(({ code }) => code));
	const epci = list<Epci>('epci').filter(({ membres }) => membres.some(({ code }) => codes.has(code)));
	const departements = list<Official>('departements').filter(({ code }) => isKept({ departement: code }));
	const regionsKept = new Set(departements.map(({ region }) => region));
	const regions = list<Official>('regions').filter(({ code }) => regionsKept.has(code));

	const points = pointsOfCommunes(current);
	const epciOf = new Map(epci.flatMap(({ code, membres }) => membres.map((member) => [member.code, code])));
	const here = current.map((commune) => communeRow(commune, points.of(commune), epciOf.get(commune.code)));
	const middle = (rows: OfficialTerritory[]) =>
		middleOf(
			rows.filter((row) => !row.is_approximate),
			rows
		);
	const by = (key: 'departement_code' | 'region_code' | 'epci_code') => Map.groupBy(here, (row) => row[key]);
	const [inDepartement, inRegion, inEpci] = [by('departement_code'), by('region_code'), by('epci_code')];
	return [
		...points.countries.map(({ code, ...point }) => row('country', code, code, { ...point, country: code })),
		...regions.map(({ code, nom }) =>
			row('region', code, nom, middle(inRegion.get(code) ?? []), { region_code: code })
		),
		...departements.map(({ code, nom, region }) =>
			row('departement', code, nom, middle(inDepartement.get(code) ?? []), {
				departement_code: code,
				region_code: region ?? null
			})
		),
		...epci.map((one) => epciRow(one, inEpci.get(one.code) ?? [], middle)),
		...here,
		...mergedRows(communes, codes, here)
	];
}

type Point = Partial<
	Pick<OfficialTerritory, 'latitude' | 'longitude' | 'is_approximate' | 'population' | 'country'>
>;

function row(
	kind: OfficialTerritory['kind'],
	code: string,
	name: string,
	point: Point,
	others: Partial<OfficialTerritory> = {}
): OfficialTerritory {
	return {
		id: `${kind === 'country' ? 'pays' : kind}-${code}`,
		kind,
		code,
		siren: null,
		name,
		country: 'FR',
		postal_codes: [],
		population: null,
		latitude: null,
		longitude: null,
		is_approximate: true,
		departement_code: null,
		region_code: null,
		epci_code: null,
		became: null,
		...point,
		...others
	};
}

function communeRow(commune: Commune, point: Point, epci: string | undefined): OfficialTerritory {
	return row('commune', commune.code, commune.nom, point, {
		siren: commune.siren ?? null,
		postal_codes: commune.codesPostaux ?? [],
		population: commune.population ?? null,
		departement_code: commune.departement ?? null,
		region_code: commune.region ?? null,
		epci_code: epci ?? null
	});
}

function epciRow(
	{ code, nom, populationMunicipale }: Epci,
	members: OfficialTerritory[],
	middle: (rows: OfficialTerritory[]) => Point
): OfficialTerritory {
	const largest = members.toSorted((one, other) => (other.population ?? 0) - (one.population ?? 0))[0];
	return row('epci', code, nom, middle(members), {
		siren: code,
		population: populationMunicipale,
		departement_code: largest?.departement_code ?? null,
		region_code: largest?.region_code ?? null,
		epci_code: code
	});
}

/** Communes that are parts of another now, and codes that were abandoned: each leads to what it became. */
function mergedRows(communes: Commune[], codes: Set<string>, here: OfficialTerritory[]): OfficialTerritory[] {
	const rows = new Map<string, OfficialTerritory>();
	const became = new Map(here.map((one) => [one.code, one]));
	const add = (code: string, name: string, whole: OfficialTerritory | undefined) => {
		if (!whole || codes.has(code) || rows.has(code)) return;
		const { id, latitude, longitude, departement_code, region_code } = whole;
		rows.set(
			code,
			row('commune', code, name, { latitude, longitude }, { departement_code, region_code, became: id })
		);
	};
	for (const { type, code, nom, chefLieu, commune } of communes)
		if (type !== 'commune-actuelle') add(code, nom, became.get(chefLieu ?? commune ?? ''));
	for (const { code, nom, anciensCodes } of communes)
		for (const old of anciensCodes ?? []) add(old, nom, became.get(code));
	return [...rows.values()];
}

/** The middle of known points, else of any, with the people who live there. */
function middleOf(known: OfficialTerritory[], all: OfficialTerritory[]): Point {
	const rows = (known.length > 0 ? known : all).filter(({ latitude }) => latitude !== null);
	const people = all.reduce((sum, { population }) => sum + (population ?? 0), 0);
	if (rows.length === 0) return { population: people };
	const mean = (key: 'latitude' | 'longitude') => rows.reduce((sum, one) => sum + one[key]!, 0) / rows.length;
	return { latitude: mean('latitude'), longitude: mean('longitude'), population: people };
}
