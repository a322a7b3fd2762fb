import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Place } from '#platform/paging.ts';
import { nearestSpelling } from '#platform/search/spelling.server.ts';
import { skillsCalled } from '../skills/finding.server.ts';
import { allSkills, type Skill } from '../skills/skills.server.ts';
import { territoriesLike } from '../territories/finding.server.ts';
import { findTerritory, territoriesNamed } from '../territories/territories.server.ts';
import type { Reader } from './audiences.ts';
import { partsOf, type DirectoryFilters, type FilterPart } from './directory.input.ts';
import { directoryPage, drawnCloser, type AllyCard } from './directory.server.ts';
import { listingsChosen, type Choice } from './directory-where.server.ts';
import { facetCounts, howManyWithout, sampleToCount, type FacetCounts } from './facets.server.ts';

export type Option = { value: string; label: string; count: number };

/** A choice in the directory with its words looked up, and what of it was not found. */
type LookedUp = { choice: Choice; skills: Skill[]; near: { id: string; label: string } | null };

/** Looks up what an address says: skills by their address or alias, a commune by its code. What is unknown is left out. */
async function lookUp(db: Database, filters: DirectoryFilters): Promise<LookedUp> {
	const { typed } = filters;
	const [skills, called, around] = await Promise.all([
		allSkills(db),
		typed === '' ? null : skillsCalled(db, [typed, ...typed.split(' ')]),
		territoryAround(db, filters)
	]);
	const idOf = (slug: string) => skills.find((skill) => skill.slug === slug)?.id ?? [];
	const { latitude, longitude } = around ?? {};
	const hasPoint = typeof latitude === 'number' && typeof longitude === 'number';
	const choice: Choice = {
		...filters,
		namedSkills: [...new Set(called?.values())],
		offers: filters.skills.flatMap(idOf),
		needs: filters.needs.flatMap(idOf),
		near: hasPoint ? { latitude, longitude } : null
	};
	return { choice, skills, near: hasPoint ? { id: around!.id, label: around!.label } : null };
}

/** The territory to be near to: by its address or, as one typed it, the likeliest of that name or postal code. */
async function territoryAround(db: Database, { near, around }: DirectoryFilters) {
	if (around === '') return near === null ? undefined : findTerritory(db, near);
	const [likeliest] = await territoriesLike(db, around, {
		kinds: ['commune', 'place', 'departement'],
		limit: 1
	});
	return likeliest && findTerritory(db, likeliest.id);
}

/** A choice with what it keeps: as it was asked, or as its words are spelt when they find nobody. */
type Counted = LookedUp & { counts: FacetCounts; spelt: string | null };

async function lookUpAndCount(db: Database, audience: Reader, filters: DirectoryFilters): Promise<Counted> {
	const [found, sample] = await Promise.all([lookUp(db, filters), sampleToCount(db)]);
	let choice: Choice = { ...found.choice, isAmongFew: sample === null };
	let counts = await facetCounts(db, audience, choice, sample);
	const spelt = counts.total === 0 ? await otherSpelling(db, audience, choice) : null;
	if (spelt) {
		const respelt = { ...choice, typed: spelt };
		const near = await facetCounts(db, audience, respelt, sample);
		if (near.total > 0) [choice, counts] = [respelt, near];
	}
	// Where a word is everywhere, it no longer tells who is meant.
	if (counts.isEstimate && choice.sort === null && !choice.near) choice = { ...choice, sort: 'name' };
	return { ...found, choice, counts, spelt: choice.typed === found.choice.typed ? null : choice.typed };
}

/** What a page says of a choice, list or map: what each further choice would keep and, when nothing is left, what to relax. */
async function said(
	db: Database,
	audience: Reader,
	{ counts, skills, spelt, near, choice }: Counted,
	filters: DirectoryFilters
) {
	const [facets, relaxed] = await Promise.all([
		labelled(db, counts, skills),
		counts.total === 0 ? relaxations(db, audience, choice, filters) : []
	]);
	return { total: counts.total, isEstimate: counts.isEstimate, spelt, facets, near, relaxed };
}

/** A choice and what its page says of it. */
export async function choiceToRead(db: Database, audience: Reader, filters: DirectoryFilters) {
	const counted = await lookUpAndCount(db, audience, filters);
	return { read: await said(db, audience, counted, filters), choice: counted.choice };
}

/** The choice that an address says, slips forgiven when its words find nobody. */
export async function choiceFound(
	db: Database,
	audience: Reader,
	filters: DirectoryFilters
): Promise<Choice> {
	const { choice } = await lookUp(db, filters);
	if (choice.typed === '') return choice;
	const { rows } = await db.execute(
		sql`select 1 from ally_listings l where ${listingsChosen(audience, choice)} limit 1`
	);
	if (rows.length > 0) return choice;
	return { ...choice, typed: (await otherSpelling(db, audience, choice)) ?? choice.typed };
}

/** So many allies that the nearest are not found by sorting all. */
const many = 500;

/** The directory as a list: a page of the allies of a choice, and what its page says of it. */
export async function directoryToRead(
	db: Database,
	audience: Reader,
	filters: DirectoryFilters,
	place: Place
) {
	const counted = await lookUpAndCount(db, audience, filters);
	const [read, page] = await Promise.all([
		said(db, audience, counted, filters),
		counted.counts.total === 0 ? null : cards(db, audience, counted, place)
	]);
	return { ...read, page };
}

async function cards(db: Database, audience: Reader, { choice, counts, skills }: Counted, place: Place) {
	const isLongBeginning = counts.total > many && !place.after && !place.before;
	const sought = isLongBeginning ? await drawnCloser(db, audience, choice) : choice;
	const page = await directoryPage(db, audience, sought, place);
	return { ...page, lines: page.lines.map((card) => withWords(card, skills)) };
}

/** What was typed as its nearest words are spelt in the names that this audience may see; null when there are none. */
async function otherSpelling(db: Database, audience: Reader, { typed }: Choice): Promise<string | null> {
	return typed === '' ? null : (await nearestSpelling(db, audience, typed)).nearest;
}

/** Skills go to the page by their names. */
function withWords({ offers, needs, ...card }: AllyCard, skills: Skill[]) {
	const named = (ids: string[]) => skills.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
	return { ...card, offers: named(offers), needs: named(needs) };
}

/** The values that can be chosen, the most numerous first; a value that nobody knows is not offered. */
async function labelled(db: Database, { of }: FacetCounts, skills: Skill[]) {
	const codes = (part: 'region' | 'departement') =>
		[...of.get(part)!.keys()].map((code) => `${part}-${code}`);
	const territories = await territoriesNamed(db, [...codes('region'), ...codes('departement')]);
	const options = (
		counts: Map<string, number>,
		nameOf: (value: string) => [string, string] | null
	): Option[] =>
		[...counts]
			.flatMap(([value, count]) => {
				const known = nameOf(value);
				return known ? [{ value: known[0], label: known[1], count }] : [];
			})
			.toSorted((one, other) => other.count - one.count || one.label.localeCompare(other.label, 'fr'));
	const place =
		(part: 'region' | 'departement') =>
		(code: string): [string, string] | null => {
			const territory = territories.get(`${part}-${code}`);
			return territory ? [code, territory.name] : null;
		};
	const skill = (id: string): [string, string] | null => {
		const known = skills.find((one) => one.id === id);
		return known ? [known.slug, known.name] : null;
	};
	const itself = (value: string): [string, string] => [value, value];
	return {
		kind: options(of.get('kind')!, itself),
		region: options(of.get('region')!, place('region')),
		departement: options(of.get('departement')!, place('departement')),
		placeKind: options(of.get('placeKind')!, itself),
		circle: options(of.get('circle')!, itself),
		skills: options(of.get('skills')!, skill),
		needs: options(of.get('needs')!, skill)
	};
}

/** For each part of a choice that keeps nobody, how many there would be without it; the most first. */
async function relaxations(
	db: Database,
	audience: Reader,
	choice: Choice,
	filters: DirectoryFilters
): Promise<{ part: FilterPart; count: number }[]> {
	const parts = partsOf(filters);
	const counts = await howManyWithout(db, audience, choice, parts);
	return parts
		.map((part) => ({ part, count: counts.get(part) ?? 0 }))
		.filter(({ count }) => count > 0)
		.toSorted((one, other) => other.count - one.count);
}
