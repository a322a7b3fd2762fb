import { filtersIn } from '#modules/allies/directory.input.ts';
import { directoryToRead } from '#modules/allies/directory-reading.server.ts';
import { allyPage } from '#modules/allies/page.server.ts';
import { openNeeds } from '#modules/introductions/needs.server.ts';
import { shortListOf } from '#modules/introductions/shortlist.server.ts';
import type { Database } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { plantedDatabase, times, withServer } from './worlds.ts';

const sizes = { small: 400, large: 400_000 };
const turns = 100;
const goal = 5;

/** Every kind of page of a directory of four hundred thousand allies, as ratios to the same page of four hundred. */
export async function benchDirectory(): Promise<void> {
	await withServer(async (serverUrl) => {
		const [small, large] = [await city(serverUrl, sizes.small), await city(serverUrl, sizes.large)];
		console.log(
			`\ndirectory of ${sizes.large} allies, against ${sizes.small} (p99 of ${turns}, goal ${goal} ×)`
		);
		for (const [name, ask] of questions) {
			const few = await times(small.db, ask, turns);
			const many = await times(large.db, ask, turns);
			const ratio = p99(many) / p99(few);
			console.log(
				`  ${name}: ${ratio.toFixed(1)} × ${ratio <= goal ? 'reached' : 'NOT REACHED'}` +
					` (p50 ${middle(few)} and ${middle(many)} ms, p99 ${p99(few).toFixed(1)} and ${p99(many).toFixed(1)} ms)`
			);
		}
		await compareMatching(large.db);
		await Promise.all([small.close(), large.close()]);
	});
}

const asked = (address: string) => (db: Database) =>
	directoryToRead(db, 'public', filtersIn(new URLSearchParams(address)), {});

const questions: [name: string, ask: (db: Database) => Promise<unknown>][] = [
	['first page with its facets', asked('')],
	['one facet, a kind', asked('?genre=association')],
	['two facets, a region and a skill', asked('?region=53&competence=facilitation')],
	['a frequent word', asked('?q=habitants')],
	['a rare name', asked('?q=Zoé+Masson')],
	['a name with a slip', asked('?q=Coopératvie+de+Lefèvre')],
	['near a town', asked('?pres=commune-35238&km=50')],
	['one page', (db) => allyPage(db, 'public', 'energie-citoyenne-de-la-loue')]
];

const goalOfMatching = 3;

/** Who could help with a need, among as many allies, as a ratio to a page of the directory. */
async function compareMatching(db: Database): Promise<void> {
	const { lines } = await openNeeds(db, 'allies', {});
	const page = p99(await times(db, asked(''), turns));
	for (const { id, sentence } of lines) {
		const taken = await times(db, () => shortListOf(db, 'allies', id), turns);
		const ratio = p99(taken) / page;
		console.log(
			`  who could help with “${sentence}”: ${ratio.toFixed(1)} × a page, goal ${goalOfMatching} ×` +
				` ${ratio <= goalOfMatching ? 'reached' : 'NOT REACHED'} (p50 ${middle(taken)} ms, p99 ${p99(taken).toFixed(1)} ms)`
		);
	}
}

const p99 = (sorted: number[]) => sorted[Math.ceil(sorted.length * 0.99) - 1]!;
const middle = (sorted: number[]) => sorted[Math.floor(sorted.length / 2)]!.toFixed(1);

function city(serverUrl: string, size: number) {
	return plantedDatabase(serverUrl, `city_${size}`, (url) => plant(url, 'city', { size }));
}
