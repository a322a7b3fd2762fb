import { openNeeds } from '#modules/introductions/needs.server.ts';
import { shortListOf } from '#modules/introductions/shortlist.server.ts';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { benchDirectoryPages, compareDirectoryPages, turns, verdict, type World } from './directory-pages.ts';
import { middle, p99, plantedDatabase, times, withServer } from './worlds.ts';

/** Signatures: as many persons, and three organisations for ten of them. */
const sizes = { small: 300, large: 334_000 };

/** Every kind of page of a directory of hundreds of thousands of allies, as ratios to the same page of four hundred; then what pages cost. */
export async function benchDirectory(): Promise<void> {
	await withServer(async (serverUrl, process) => {
		const [small, large] = [
			await city(serverUrl, process, sizes.small),
			await city(serverUrl, process, sizes.large)
		];
		await compareDirectories(small, large);
		await benchDirectoryPages([small, large]);
	});
}

/** What pages of the small directory cost, without the minutes that planting the large one takes. */
export async function benchSmallDirectory(): Promise<void> {
	await withServer(async (serverUrl, process) =>
		benchDirectoryPages([await city(serverUrl, process, sizes.small)])
	);
}

async function compareDirectories(small: World, large: World): Promise<void> {
	const page = await compareDirectoryPages(small, large);
	const { db, close } = openDatabase(large.url, 2);
	await compareMatching(db, page).finally(close);
}

const goalOfMatching = 3;

/** Who could help with a need, among as many allies, as a ratio to a page of the directory. */
async function compareMatching(db: Database, page: number): Promise<void> {
	const { lines } = await openNeeds(db, 'allies', {});
	for (const { id, sentence } of lines) {
		const taken = await times(db, () => shortListOf(db, 'allies', id), turns);
		const ratio = p99(taken) / page;
		console.log(
			`  who could help with “${sentence}”: ${ratio.toFixed(1)} × a page, goal ${goalOfMatching} ×` +
				` ${verdict(ratio <= goalOfMatching)} (p50 ${middle(taken).toFixed(1)} ms, p99 ${p99(taken).toFixed(1)} ms)`
		);
	}
}

async function city(serverUrl: string, process: number, size: number): Promise<World> {
	const { db, url, close } = await plantedDatabase(serverUrl, `city_${size}`, (at) =>
		plant(at, 'city', { size })
	);
	const { rows } = await db.execute<{ n: number }>('select count(*)::int as n from ally_profiles');
	await close();
	return { allies: rows[0]!.n, url, process };
}
