import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

type Official = { code: string; nom: string };
type Region = Official;
type Departement = Official & { region: string };
export type OfficialCommune = Official & {
	type: 'commune-actuelle' | 'commune-deleguee' | 'commune-associee' | 'arrondissement-municipal';
	departement?: string;
	region?: string;
	siren?: string;
	codesPostaux?: string[];
	population?: number;
	anciensCodes?: string[];
	/** Of a commune that merged, the one that it is a part of. */
	chefLieu?: string;
	/** Of an arrondissement, its commune. */
	commune?: string;
};
export type OfficialEpci = Official & { populationMunicipale: number; membres: { code: string }[] };

/** One edition of the official lists, and its year. */
export type OfficialLists = {
	edition: number;
	regions: Region[];
	departements: Departement[];
	epci: OfficialEpci[];
	/** The territories of Greater Paris, each of several communes of its métropole. */
	ept: OfficialEpci[];
	communes: OfficialCommune[];
};

/** The year of the lists in the package: one more for each of its major versions (its README). */
const editionBeforeFirst = 2020;

/** The lists of `@etalab/decoupage-administratif`, as installed or as another version of it was put in a folder. */
export function officialLists(folder = installedFolder()): OfficialLists {
	const { version } = readJson<{ version: string }>(join(folder, 'package.json'));
	const list = <Item>(name: string) => readJson<Item[]>(join(folder, 'data', `${name}.json`));
	return {
		edition: editionBeforeFirst + Number(version.split('.')[0]),
		regions: list('regions'),
		departements: list('departements'),
		epci: list('epci'),
		ept: list('ept'),
		communes: list('communes')
	};
}

/** The lists with what some départements hold and what they belong to. */
export function extractOf(lists: OfficialLists, departements: string[]): OfficialLists {
	const communes = lists.communes.filter(({ departement = '' }) => departements.includes(departement));
	const codes = new Set(communes.map(({ code }) => code));
	const isHere = ({ membres }: OfficialEpci) => membres.some(({ code }) => codes.has(code));
	const kept = lists.departements.filter(({ code }) => departements.includes(code));
	const regions = new Set(kept.map(({ region }) => region));
	return {
		edition: lists.edition,
		regions: lists.regions.filter(({ code }) => regions.has(code)),
		departements: kept,
		epci: lists.epci.filter(isHere),
		ept: lists.ept.filter(isHere),
		communes
	};
}

function installedFolder(): string {
	const require = createRequire(import.meta.url);
	return dirname(require.resolve('@etalab/decoupage-administratif/package.json'));
}

function readJson<Content>(file: string): Content {
	return JSON.parse(readFileSync(file, 'utf8')) as Content;
}
