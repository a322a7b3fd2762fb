/** The columns of a page that are written in bulk, and their types. */
export const columns = {
	sentence: 'text',
	description: 'text',
	siren: 'text',
	siret: 'text',
	rna: 'text',
	website: 'text',
	email: 'text',
	phone: 'text',
	address: 'text',
	territoryId: 'text',
	placeLabel: 'text',
	placeKind: 'text',
	departementCode: 'text',
	regionCode: 'text',
	latitude: 'double precision',
	longitude: 'double precision',
	point: 'text'
} as const;

type Column = keyof typeof columns;
type Value<Name extends Column> = (typeof columns)[Name] extends 'text' ? string | null : number | null;
export type PageColumns = { [Name in Column]: Value<Name> };

export const columnNames = Object.keys(columns) as Column[];

/** The name of a column in the database. */
export const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
