import { headings } from './headings.ts';
import type { Format } from './reading/sheet.ts';

/** What a column of an imported file may be. */
export const importFields = [
	'name',
	'kind',
	'sentence',
	'description',
	'siren',
	'siret',
	'rna',
	'website',
	'email',
	'phone',
	'address',
	'postalCode',
	'commune',
	'inseeCode',
	'departement',
	'latitude',
	'longitude',
	'point',
	'offers',
	'needs'
] as const;
export type ImportField = (typeof importFields)[number];

/** For each column what it is, or nothing. */
export type Mapping = (ImportField | null)[];

/** Several columns may say these together; the others are said by one. */
export const joinedFields: ImportField[] = ['description', 'address', 'offers', 'needs'];

/** What other software calls a thing that a heading alone does not say. */
const byFormat: Partial<Record<Format, Record<string, ImportField>>> = {
	murmurations: { tags: 'offers' },
	gogocarto: { categories: 'offers' }
};

/** Guesses what each column is by its heading; each thing is said by the column that says it best. */
export function guessMapping(columns: string[], format: Format = 'csv'): Mapping {
	const keys = columns.map(headingKey);
	const mapping: Mapping = columns.map(() => null);
	const own = byFormat[format] ?? {};
	keys.forEach((key, index) => (mapping[index] = own[key] ?? null));
	for (const field of importFields) {
		const ranked = keys
			.map((key, index) => ({ index, rank: headings[field].indexOf(key) }))
			.filter(({ index, rank }) => rank !== -1 && mapping[index] === null)
			.toSorted((a, b) => a.rank - b.rank);
		const isTaken = mapping.includes(field);
		const chosen = joinedFields.includes(field) ? ranked : isTaken ? [] : ranked.slice(0, 1);
		for (const { index } of chosen) mapping[index] = field;
	}
	return mapping;
}

/** A heading as it is compared: “N° SIREN” is “n siren”, `address.postalCode` is “address postalcode”. */
export function headingKey(heading: string): string {
	return heading
		.normalize('NFKD')
		.replace(/\p{M}/gu, '')
		.toLowerCase()
		.replace(/\(\d+\)$/, '')
		.replace(/[^a-z0-9]+/g, ' ')
		.trim();
}
