import { m } from '#words/messages.js';
import { kindName } from '../people/people.input.ts';
import { circleName } from './circle-words.ts';
import type { Circle } from './circles.ts';
import {
	searchFor,
	without,
	type AllyKind,
	type DirectoryFilters,
	type FilterPart
} from './directory.input.ts';
import type { Option } from './directory-reading.server.ts';
import type { FacetPart } from './facets.server.ts';

export type Facet = {
	part: FacetPart;
	title: string;
	isOpen: boolean;
	options: (Option & { href: string; isChosen: boolean })[];
};

type Options = Record<FacetPart, Option[]>;

const titles: Record<FacetPart, () => string> = {
	kind: () => m.allies_facet_kind(),
	region: () => m.allies_facet_region(),
	departement: () => m.allies_facet_departement(),
	placeKind: () => m.allies_facet_place_kind(),
	circle: () => m.allies_facet_circle(),
	skills: () => m.allies_facet_skills(),
	needs: () => m.allies_facet_needs()
};

const shownFirst: FacetPart[] = ['kind', 'skills', 'region', 'departement', 'needs', 'circle', 'placeKind'];
const openAtFirst = new Set<FacetPart>(['kind', 'skills', 'region', 'departement']);

/** The facets as one reads them: titles and values in words, each value with the address that chooses it, or undoes the choice. */
export function facetsInWords(path: string, filters: DirectoryFilters, options: Options): Facet[] {
	return shownFirst
		.map((part) => {
			const chosen = [filters[part] ?? []].flat() as string[];
			const words = options[part].map((option) => ({
				...option,
				label: valueName(part, option),
				isChosen: chosen.includes(option.value),
				href: path + searchFor(filters, choosing(filters, part, option.value))
			}));
			const isOpen = openAtFirst.has(part) || chosen.length > 0;
			return { part, title: titles[part](), isOpen, options: words };
		})
		.filter((facet) => facet.options.length > 0);
}

function choosing(filters: DirectoryFilters, part: FacetPart, value: string): Partial<DirectoryFilters> {
	if (part === 'skills' || part === 'needs') {
		const chosen = filters[part];
		return { [part]: chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value] };
	}
	if (filters[part] === value) return without(filters, part);
	return part === 'region' ? { region: value, departement: null } : { [part]: value };
}

function valueName(part: FacetPart, { value, label }: Option): string {
	if (part === 'kind') return allyKindName(value as AllyKind);
	if (part === 'circle') return circleName(value as Circle);
	return label;
}

function allyKindName(kind: AllyKind): string {
	return kind === 'person' ? m.allies_persons() : kindName(kind);
}

/** What is chosen, in words, each with the address of the choice without it. */
export function chosenInWords(
	path: string,
	filters: DirectoryFilters,
	facets: Facet[],
	nearLabel: string | null
): { label: string; href: string }[] {
	const chosen = facets.flatMap(({ options }) =>
		options.filter(({ isChosen }) => isChosen).map(({ label, href }) => ({ label, href }))
	);
	const also = (label: string, part: FilterPart) => ({
		label,
		href: path + searchFor(filters, without(filters, part))
	});
	if (filters.typed) chosen.unshift(also(m.allies_chosen_typed({ typed: filters.typed }), 'typed'));
	if (nearLabel)
		chosen.push(also(m.allies_chosen_near({ km: filters.kilometres, place: nearLabel }), 'near'));
	return chosen;
}

const partWords: Record<FilterPart, (filters: DirectoryFilters) => string> = {
	...titles,
	typed: ({ typed }) => typed ?? m.allies_search(),
	near: () => m.allies_near()
};

/** A part of a choice in words: what was typed is named by itself. */
export function partName(part: FilterPart, filters: DirectoryFilters): string {
	return partWords[part](filters);
}

/** The orders that one can ask for; the first is the one that suits the choice. */
export function sortOptions(): { value: string; label: string }[] {
	return [
		{ value: '', label: m.allies_sort_usual() },
		{ value: 'name', label: m.allies_sort_name() },
		{ value: 'recent', label: m.allies_sort_recent() },
		{ value: 'distance', label: m.allies_sort_distance() }
	];
}
