import * as v from 'valibot';
import { circles } from '../allies/circles.ts';
import { organisationKinds } from '../people/organisation-kinds.ts';

const text = (about: string) => v.pipe(v.nullable(v.string()), v.description(about));
const slugs = (about: string) => v.pipe(v.array(v.string()), v.description(about));

/**
 * An organisation of the alliance as open data: the one description of its columns, from which the documentation, the API and
 * every format are made. Names are stable; a column may be added, none changes its meaning.
 */
export const AllyRecord = v.object({
	id: v.pipe(v.string(), v.uuid(), v.description('Identifier that never changes.')),
	url: v.pipe(v.string(), v.url(), v.description('The page of the organisation.')),
	name: v.pipe(v.string(), v.description('Name.')),
	kind: v.pipe(v.nullable(v.picklist(organisationKinds)), v.description('What it is.')),
	sentence: text('What it does, in one sentence.'),
	description: text('What it does, in Markdown.'),
	place: text('Where it is, in words.'),
	territory: text('Territory: its kind and its official code, such as commune-35238.'),
	departement: text('INSEE code of the département.'),
	region: text('INSEE code of the region.'),
	perimeter: text('Territory on which it acts.'),
	latitude: v.pipe(v.nullable(v.number()), v.description('Latitude, WGS 84.')),
	longitude: v.pipe(v.nullable(v.number()), v.description('Longitude, WGS 84.')),
	is_approximate: v.pipe(
		v.nullable(v.boolean()),
		v.description('The point is the middle of a larger territory.')
	),
	siren: text('SIREN number.'),
	siret: text('SIRET number.'),
	rna: text('Number in the register of associations (RNA).'),
	website: text('Website.'),
	links: slugs('Other addresses on the web.'),
	email: text('Address of electronic mail, when the organisation shows it to everybody.'),
	phone: text('Telephone, when the organisation shows it to everybody.'),
	address: text('Postal address, when the organisation shows it to everybody.'),
	skills: slugs('What it can do for others: names of skills in addresses.'),
	needs: slugs('What it looks for: names of skills in addresses.'),
	circles: v.pipe(v.array(v.picklist(circles)), v.description('Circles of commitment, computed from facts.')),
	updated_at: v.pipe(v.string(), v.isoTimestamp(), v.description('When its page last changed, UTC.'))
});
export type AllyRecord = v.InferOutput<typeof AllyRecord>;

/** The names of the columns, in the order of every format. */
export const recordColumns = Object.keys(AllyRecord.entries) as (keyof AllyRecord)[];

/** What people may do with the data. */
export const licence = {
	name: 'Licence Ouverte 2.0',
	url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence'
};
