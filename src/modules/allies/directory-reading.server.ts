import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Place } from '#platform/paging.ts';
import { nearestSpelling } from '#platform/search/spelling.server.ts';
import type { Skill } from '../skills/skills.server.ts';
import { territoriesNamed } from '../territories/territories.server.ts';
import type { Reader } from './audiences.ts';
import { lookUp, type LookedUp } from './choosing.server.ts';
import { partsOf, type DirectoryFilters, type FilterPart } from './directory.input.ts';
import { directoryPage, drawnCloser, pageSize, rankOf, type AllyCard } from './directory.server.ts';
import { listingsChosen, type Choice } from './directory-where.server.ts';
import { facetCounts, howManyWithout, sampleToCount, type FacetCounts } from './facets.server.ts';
import type { Sample } from './sample.server.ts';

export type Option = { value: string; label: string; count: number };

/** A choice with what it keeps: as it was asked, or as its words are spelt when they find nobody. */
type Counted = LookedUp & { counts: FacetCounts; sample: Sample | null; spelt: string | null };

async function count(db: Database, audience: Reader, found: LookedUp): Promise<Counted> {
	const sample = await sampleToCount(db);
	let choice: Choice = { ...found.choice, isAmongFew: sample === null };
	let counts = await countsOf(db, audience, choice, sample);
	const spelt = counts.total === 0 ? await otherSpelling(db, audience, choice) : null;
	if (spelt) {
		const respelt = { ...choice, typed: spelt };
		const near = await countsOf(db, audience, respelt, sample);
		if (near.total > 0) [choice, counts] = [respelt, near];
	}
	// Where a word is everywhere, it no longer tells who is meant.
	if (counts.isEstimate && choice.sort === null && !choice.near) choice = { ...choice, sort: 'name' };
	const isRespelt = choice.typed !== found.choice.typed;
	return { ...found, choice, counts, sample, spelt: isRespelt ? choice.typed : null };
}

/** Those whom words find are gone through once: counting them tells the first as well. */
function countsOf(db: Database, audience: Reader, choice: Choice, sample: Sample | null) {
	const first = choice.typed === '' ? null : { rank: rankOf(choice), many: pageSize + 1 };
	return facetCounts(db, audience, choice, sample, first);
}

/** What a page says of a choice, list or map: what each further choice would keep and, when nothing is left, what to relax. */
async function said(
	db: Database,
	audience: Reader,
	{ counts, skills, spelt, near, choice, sample }: Counted,
	filters: DirectoryFilters
) {
	const [facets, relaxed] = await Promise.all([
		labelled(db, counts, skills),
		counts.total === 0 ? relaxations(db, audience, choice, filters, sample) : []
	]);
	return { total: counts.total, isEstimate: counts.isEstimate, spelt, facets, near, relaxed };
}

export type ChoiceRead = Awaited<ReturnType<typeof said>>;

/** What a page says of the choice that an address says, and what is `shown` of that choice, which is asked at the same moment. */
export async function choiceToRead<Shown>(
	db: Database,
	audience: Reader,
	filters: DirectoryFilters,
	shown: (found: Pick<LookedUp, 'choice' | 'near'>) => Promise<Shown>
) {
	const found = await lookUp(db, filters);
	const counting = count(db, audience, found);
	// Words may be spelt otherwise once it is known that they find nobody; nothing else of a choice changes.
	const settled = filters.typed === '' ? found : await counting;
	const [read, rest] = await Promise.all([
		counting.then((counted) => said(db, audience, counted, filters)),
		shown(settled)
	]);
	return { ...read, ...rest };
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
	const counted = await count(db, audience, await lookUp(db, filters));
	const [read, page] = await Promise.all([
		said(db, audience, counted, filters),
		counted.counts.total === 0 ? null : cards(db, audience, counted, place)
	]);
	return { ...read, page };
}

async function cards(db: Database, audience: Reader, { choice, counts, skills }: Counted, place: Place) {
	const isBeginning = !place.after && !place.before;
	const among = isBeginning ? counts.first : null;
	const isLong = isBeginning && counts.total > many;
	const sought = among ? { ...choice, among } : isLong ? await drawnCloser(db, audience, choice) : choice;
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
	filters: DirectoryFilters,
	sample: Sample | null
): Promise<{ part: FilterPart; count: number; isEstimate: boolean }[]> {
	const parts = partsOf(filters);
	const counts = await howManyWithout(db, audience, choice, parts, sample);
	return parts
		.map((part) => ({ part, ...counts.get(part)! }))
		.filter(({ count }) => count > 0)
		.toSorted((one, other) => other.count - one.count);
}
