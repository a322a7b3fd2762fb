import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { skillsCalled } from '../skills/finding.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { allySkills, profiles } from './allies.tables.ts';
import { anAlly } from './an-ally.ts';
import type { Reader } from './audiences.ts';
import { filtersIn, searchFor } from './directory.input.ts';
import { directoryPage, drawnCloser } from './directory.server.ts';
import { directoryToRead } from './directory-reading.server.ts';
import { refreshListings } from './listings.server.ts';

test('a word typed finds an ally by its name, its sentence and its place, accents and endings forgiven', async ({
	db
}) => {
	await plantAllies(db);
	expect(await found(db, '?q=REGIES')).toEqual(['Régie de l’eau']);
	expect(await found(db, '?q=rivière')).toEqual(['Régie de l’eau']);
	expect(await found(db, '?q=valbonne')).toEqual(['Les Vélos réunis']);
	expect(await found(db, '?q=vélo+réuni')).toEqual(['Les Vélos réunis']);
});

test('another name of a skill finds who offers that skill', async ({ db }) => {
	await plantAllies(db);
	expect(await found(db, '?q=concertation')).toEqual(['Bureau du plan', 'Les Vélos réunis']);
});

test('a slip of the fingers finds the name that looks like it, and says so', async ({ db }) => {
	await plantAllies(db);
	const read = await directory(db, '?q=reggie');
	expect(read.spelt).toBe('regie');
	expect(read.page?.lines.map(({ name }) => name)).toEqual(['Régie de l’eau']);
});

test('facets count again with every choice; the chosen one still says what the others hold', async ({
	db
}) => {
	await plantAllies(db);
	const { facets } = await directory(db, '?genre=association&competence=facilitation');
	expect(countsOf(facets.kind)).toEqual({ association: 1, company: 1 });
	expect(countsOf(facets.skills)).toMatchObject({ facilitation: 1 });
	const all = await directory(db, '');
	expect(all.total).toBe(3);
	expect(countsOf(all.facets.kind)).toEqual({ association: 2, company: 1 });
	expect(countsOf(all.facets.skills)).toMatchObject({ facilitation: 2 });
});

test('a choice that keeps nobody says which part to leave out, and how many there would be', async ({
	db
}) => {
	await plantAllies(db);
	const { total, relaxed } = await directory(db, '?genre=company&q=rivière');
	expect(total).toBe(0);
	expect(relaxed).toEqual([
		{ part: 'typed', count: 1, isEstimate: false },
		{ part: 'kind', count: 1, isEstimate: false }
	]);
});

test('values that do not exist, and attempts at SQL and HTML, choose nothing and break nothing', async ({
	db
}) => {
	await plantAllies(db);
	const odd =
		"genre=pirate&region=99'--&departement=%00&cercle=king&competence=%3Cscript%3E&besoin=x&km=7&tri=score&pres=mars-1";
	expect((await directory(db, `?${odd}`)).total).toBe(3);
	expect(await found(db, `?q=${encodeURIComponent("'); drop table persons; --")}`)).toEqual([]);
	expect(await found(db, `?q=${encodeURIComponent('<b>&:*|!()')}`)).toEqual(['Bureau du plan']);
	expect((await directory(db, '?apres=nobody')).page?.lines.length).toBe(3);
});

test('pages follow one another without a gap or a repeat, in each order, forwards and backwards', async ({
	db
}) => {
	await plantMany(db, 60);
	for (const order of ['', '?tri=recent', '?q=ally']) {
		const [first, second, third] = await pages(db, order);
		const names = [first!, second!, third!].flatMap(({ lines }) => lines.map(({ name }) => name));
		expect(names.length).toBe(60);
		expect(new Set(names).size).toBe(60);
		const back = (await directory(db, order, { before: third!.previous! })).page!;
		expect(back.lines).toEqual(second!.lines);
	}
});

test('the nearest of many allies are the same whether all of them were sorted or only those', async ({
	db
}) => {
	await plantMany(db, 40);
	// On a grid of some hundred metres, where several are at the same distance.
	await db.execute(sql`
		update ally_profiles p set latitude = 48.11 + (n % 5 - 2) * 0.002, longitude = -1.68 + (n % 7 - 3) * 0.002,
			point = 'exact'
		from (select id, row_number() over (order by slug)::int as n from ally_profiles) numbered where numbered.id = p.id`);
	await refreshAll(db);
	const none = { namedSkills: [], offers: [], needs: [] };
	const around = { near: { latitude: 48.11, longitude: -1.68 }, kilometres: 50, ...none };
	const asked = { ...filtersIn(new URLSearchParams()), ...around };
	for (const size of [1, 5, 12, 38]) {
		const drawn = await drawnCloser(db, 'public', asked, size);
		expect(drawn.kilometres).toBeLessThan(2);
		const sorted = await directoryPage(db, 'public', asked, {}, size);
		expect(await directoryPage(db, 'public', drawn, {}, size)).toEqual(sorted);
	}
	expect(await drawnCloser(db, 'public', asked, 40)).toEqual(asked);
});

test('what is shown to allies alone is neither found, counted nor ordered by for everybody', async ({
	db
}) => {
	await plantAllies(db);
	await db.update(profiles).set({
		shown: sql`${profiles.shown} || '{"offers": "allies", "sentence": "allies", "place": "allies"}'`
	});
	await refreshAll(db);
	expect(await found(db, '?q=rivière')).toEqual([]);
	expect(await found(db, '?q=concertation')).toEqual([]);
	expect(await found(db, '?q=valbonne')).toEqual([]);
	const read = await directory(db, '');
	expect([...read.facets.skills, ...read.facets.region]).toEqual([]);
	expect(await found(db, '?q=rivière', 'allies')).toEqual(['Régie de l’eau']);
});

test('the address of a choice says that choice', () => {
	const address =
		'?q=eau&genre=association&region=53&competence=facilitation&competence=energie&pres=commune-35238&km=20&tri=recent';
	expect(new URLSearchParams(searchFor(filtersIn(new URLSearchParams(address)))).toString()).toBe(
		new URLSearchParams(address).toString()
	);
});

async function directory(db: Database, address: string, place = {}, reader: Reader = 'public') {
	return directoryToRead(db, reader, filtersIn(new URLSearchParams(address)), place);
}

async function found(db: Database, address: string, reader: Reader = 'public'): Promise<string[]> {
	const { page, spelt } = await directory(db, address, {}, reader);
	return spelt ? [] : (page?.lines ?? []).map(({ name }) => name);
}

async function pages(db: Database, address: string) {
	const all = [(await directory(db, address)).page!];
	while (all.at(-1)!.next) all.push((await directory(db, address, { after: all.at(-1)!.next! })).page!);
	return all;
}

function countsOf(options: { value: string; count: number }[]): Record<string, number> {
	return Object.fromEntries(options.map(({ value, count }) => [value, count]));
}

async function plantAllies(db: Database): Promise<void> {
	await plantSkills(db);
	const facilitation = (await skillsCalled(db, ['facilitation'])).get('facilitation')!;
	const water = await anAlly(db, 'Régie de l’eau', {
		kind: 'association',
		sentence: 'Elle soigne les rivières.'
	});
	const bikes = await anAlly(db, 'Les Vélos réunis', { kind: 'association', placeLabel: 'Valbonne' });
	const study = await anAlly(db, 'Bureau du plan', { kind: 'company', sentence: 'Il dessine.' });
	await db.insert(allySkills).values([
		{ profileId: bikes, skillId: facilitation, side: 'offer' },
		{ profileId: study, skillId: facilitation, side: 'offer' },
		{ profileId: water, skillId: facilitation, side: 'need' }
	]);
	await refreshAll(db);
}

async function plantMany(db: Database, many: number): Promise<void> {
	for (let number = 0; number < many; number += 1) await anAlly(db, `Ally ${number}`);
	await refreshAll(db);
}

async function refreshAll(db: Database): Promise<void> {
	const pages = await db.select({ id: profiles.id }).from(profiles);
	await refreshListings(
		db,
		pages.map(({ id }) => id)
	);
}
