import * as v from 'valibot';
import { cleanLine } from '#platform/fields.ts';
import { organisationKinds } from '../people/organisation-kinds.ts';
import { circles } from './circles.ts';

/** What an ally is for the directory: an organisation of a kind, or a person. */
export const allyKinds = [...organisationKinds, 'person'] as const;
export type AllyKind = (typeof allyKinds)[number];

export const sorts = ['relevance', 'name', 'recent', 'distance'] as const;
type Sort = (typeof sorts)[number];

/** The distances that one can choose around a commune, in kilometres. */
export const distances = [10, 20, 50, 100, 200] as const;

const code = v.pipe(v.string(), v.regex(/^[0-9A-Z]{1,3}$/));
const slug = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,100}$/));
const territory = v.pipe(v.string(), v.regex(/^[a-z]+-[A-Za-z0-9-]{1,100}$/));

const readers = {
	kind: { name: 'genre', schema: v.picklist(allyKinds) },
	region: { name: 'region', schema: code },
	departement: { name: 'departement', schema: code },
	placeKind: { name: 'territoire', schema: slug },
	circle: { name: 'cercle', schema: v.picklist(circles) },
	near: { name: 'pres', schema: territory },
	sort: { name: 'tri', schema: v.picklist(sorts) }
} as const;

/** A choice in the directory, as its address says it: each part may be absent. Skills and needs are slugs, all of them wanted. */
export type DirectoryFilters = {
	typed: string;
	kind: AllyKind | null;
	region: string | null;
	departement: string | null;
	placeKind: string | null;
	circle: (typeof circles)[number] | null;
	skills: string[];
	needs: string[];
	near: string | null;
	/** The commune to be near to, in words, until it is looked up. */
	around: string;
	kilometres: number;
	sort: Sort | null;
};

const most = 8;

/** Reads a choice from an address. A value that does not exist is left out, as if it had not been asked for. */
export function filtersIn(search: URLSearchParams): DirectoryFilters {
	const one = <Key extends keyof typeof readers>(key: Key) => {
		const { name, schema } = readers[key];
		const read = v.safeParse(schema, search.get(name));
		return (read.success ? read.output : null) as DirectoryFilters[Key] & (string | null);
	};
	const many = (name: string) =>
		[...new Set(search.getAll(name))].filter((value) => v.is(slug, value)).slice(0, most);
	const asked = Number(search.get('km'));
	return {
		typed: cleanLine(search.get('q') ?? '').slice(0, 100),
		kind: one('kind'),
		region: one('region'),
		departement: one('departement'),
		placeKind: one('placeKind'),
		circle: one('circle'),
		skills: many('competence'),
		needs: many('besoin'),
		near: one('near'),
		around: cleanLine(search.get('autour') ?? '').slice(0, 100),
		kilometres: distances.find((known) => known === asked) ?? 50,
		sort: one('sort')
	};
}

/** The names that the parts of a choice have in an address. */
export const partNames = {
	typed: 'q',
	kind: 'genre',
	region: 'region',
	departement: 'departement',
	placeKind: 'territoire',
	circle: 'cercle',
	skills: 'competence',
	needs: 'besoin',
	near: 'pres'
} as const;
export type FilterPart = keyof typeof partNames;

/** The parts that a choice has. */
export function partsOf(filters: DirectoryFilters): FilterPart[] {
	return (Object.keys(partNames) as FilterPart[]).filter((part) => {
		const value = filters[part];
		return Array.isArray(value) ? value.length > 0 : value !== null && value !== '';
	});
}

/** The address of the directory or of its map for a choice; what is not chosen is not in it. */
export function searchFor(filters: DirectoryFilters, changes: Partial<DirectoryFilters> = {}): string {
	const wanted = { ...filters, ...changes };
	const search = new URLSearchParams();
	for (const part of partsOf(wanted))
		for (const value of [wanted[part]].flat()) if (value !== null) search.append(partNames[part], value);
	if (wanted.near) search.set('km', String(wanted.kilometres));
	if (wanted.sort) search.set('tri', wanted.sort);
	const text = search.toString();
	return text === '' ? '' : `?${text}`;
}

/** A choice without one of its parts. */
export function without(filters: DirectoryFilters, part: FilterPart): Partial<DirectoryFilters> {
	if (part === 'skills' || part === 'needs') return { [part]: [] };
	if (part === 'typed') return { typed: '' };
	// A département is chosen inside its region.
	return part === 'region' ? { region: null, departement: null } : { [part]: null };
}
