import { filtersIn } from '#modules/allies/directory.input.ts';
import { directoryToRead } from '#modules/allies/directory-reading.server.ts';
import { circlesToRead, mapToRead } from '#modules/allies/map.server.ts';
import { frameIn, whole } from '#modules/allies/map-frames.ts';
import { allyPage } from '#modules/allies/page.server.ts';
import { openNeeds } from '#modules/introductions/needs.server.ts';
import { shortListOf } from '#modules/introductions/shortlist.server.ts';
import { search } from '#platform/search/search.server.ts';
import type { Database } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { benchDirectoryPages } from './directory-pages.ts';
import { alternately, plantedDatabase, times, withServer } from './worlds.ts';

/** Signatures: as many persons, and three organisations for ten of them. */
const sizes = { small: 300, large: 334_000 };
const turns = 200;
const goal = 5;

type Question = [name: string, ask: (db: Database) => Promise<unknown>];

/** Every kind of page of a directory of hundreds of thousands of allies, as ratios to the same page of four hundred; then what pages cost. */
export async function benchDirectory(): Promise<void> {
	await withServer(async (serverUrl, process) => {
		const [small, large] = [await city(serverUrl, sizes.small), await city(serverUrl, sizes.large)];
		const [few, many] = [await howMany(small.db), await howMany(large.db)];
		console.log(`\ndirectory of ${many} allies, against ${few} (p99 of ${turns}, goal ${goal} ×)`);
		await compareDirectories(small.db, large.db);
		await Promise.all([small.close(), large.close()]);
		await benchDirectoryPages([
			{ allies: few, url: small.url, process },
			{ allies: many, url: large.url, process }
		]);
	});
}

/** What pages of the small directory cost, without the ten minutes that planting the large one takes. */
export async function benchSmallDirectory(): Promise<void> {
	await withServer(async (serverUrl, process) => {
		const { db, url, close } = await city(serverUrl, sizes.small);
		const allies = await howMany(db);
		await close();
		await benchDirectoryPages([{ allies, url, process }]);
	});
}

export async function compareDirectories(small: Database, large: Database): Promise<void> {
	for (const [name, ask] of questions) await compare(name, ask, small, large);
	await compareMatching(large);
}

const list =
	(address: string) =>
	(db: Database): Promise<unknown> =>
		directoryToRead(db, 'allies', filtersIn(new URLSearchParams(address)), {});

const paths = { list: '/allies', map: '/allies/carte' };

const map = (address: string) => (db: Database) => {
	const asked = new URLSearchParams(address);
	return mapToRead(db, 'allies', filtersIn(asked), frameIn(asked), paths);
};

const points = (address: string) => (db: Database) => {
	const asked = new URLSearchParams(address);
	return circlesToRead(db, 'allies', filtersIn(asked), frameIn(asked) ?? whole, paths);
};

const questions: Question[] = [
	['first page with its facets', list('')],
	['one facet, a kind', list('?genre=association')],
	['two facets, a region and a skill', list('?region=53&competence=facilitation')],
	['a frequent word', list('?q=habitants')],
	['a rare name', list('?q=Zoé+Masson')],
	['a name with a slip', list('?q=Coopératvie+de+Lefèvre')],
	['near a town', list('?pres=commune-35238&km=50')],
	['the map, first sheet', map('')],
	['the map of a region and a skill', map('?region=53&competence=facilitation')],
	['the map, a closer sheet', map('?cadre=240,400,3')],
	['the map, where all are counted', map('?cadre=240,400,8')],
	['the points of a closer sheet', points('?cadre=240,400,3')],
	['the points where all are counted', points('?cadre=240,400,8')],
	['search, a frequent word', (db) => search(db, 'allies', 'habitants', { place: {} })],
	['search, a name with a slip', (db) => search(db, 'allies', 'Coopératvie de Lefèvre', { place: {} })],
	['one page', (db) => allyPage(db, 'allies', 'energie-citoyenne-de-la-loue')]
];

async function compare(name: string, ask: Question[1], small: Database, large: Database): Promise<void> {
	const [few, many] = await alternately([small, large], ask, turns);
	const ratio = p99(many!) / p99(few!);
	console.log(
		`  ${name}: ${ratio.toFixed(1)} × ${verdict(ratio <= goal)}` +
			` (p50 ${middle(few!)} and ${middle(many!)} ms, p99 ${p99(few!).toFixed(1)} and ${p99(many!).toFixed(1)} ms)`
	);
}

const goalOfMatching = 3;

/** Who could help with a need, among as many allies, as a ratio to a page of the directory. */
async function compareMatching(db: Database): Promise<void> {
	const { lines } = await openNeeds(db, 'allies', {});
	const page = p99(await times(db, list(''), turns));
	for (const { id, sentence } of lines) {
		const taken = await times(db, () => shortListOf(db, 'allies', id), turns);
		const ratio = p99(taken) / page;
		console.log(
			`  who could help with “${sentence}”: ${ratio.toFixed(1)} × a page, goal ${goalOfMatching} ×` +
				` ${verdict(ratio <= goalOfMatching)} (p50 ${middle(taken)} ms, p99 ${p99(taken).toFixed(1)} ms)`
		);
	}
}

const p99 = (sorted: number[]) => sorted[Math.ceil(sorted.length * 0.99) - 1]!;
const middle = (sorted: number[]) => sorted[Math.floor(sorted.length / 2)]!.toFixed(1);
const verdict = (isReached: boolean) => (isReached ? 'reached' : 'NOT REACHED');

function city(serverUrl: string, size: number) {
	return plantedDatabase(serverUrl, `city_${size}`, (url) => plant(url, 'city', { size }));
}

async function howMany(db: Database): Promise<number> {
	const { rows } = await db.execute<{ n: number }>('select count(*)::int as n from ally_profiles');
	return rows[0]!.n;
}
