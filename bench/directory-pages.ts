import { load, median, type Measured } from './load.ts';
import { firstView, signIn, startProduct, type Filled, type Product } from './product.ts';

type World = Filled & { allies: number };

/** Few: what is measured is what an answer costs, not how many wait for theirs. */
const connections = 8;
/** Answers after which code has been compiled, on a machine of any speed. */
const warming = 300;
const rounds = 3;
const seconds = 4;

/** Milliseconds of processor time that an answer may cost, application and database together. */
const pages: [name: string, path: string, goal: number][] = [
	['a page of 24 with its facets', '/allies', 8],
	['one profile', '/allies/energie-citoyenne-de-la-loue', 4],
	['a search in the directory', '/allies?q=cuisinons', 10],
	['a search in the directory, with a slip', '/allies?q=Coopératvie+de+Lefèvre', 10],
	['a search in everything', '/recherche?q=cuisinons', 10],
	['the map', '/allies/carte', 8],
	['points of the map', '/allies/carte/points?cadre=240,400,3', 8]
];
const heaviest = 40;

/** What pages of the directory cost to the processor in each of these worlds, for somebody signed in: nobody's page is kept. */
export async function benchDirectoryPages(worlds: World[]): Promise<void> {
	for (const world of worlds) {
		const product = await startProduct(world);
		try {
			console.log(`\npages of a directory of ${world.allies} allies, signed in`);
			const cookie = await signIn(product);
			for (const [name, path, goal] of pages) report(name, await measured(product, path, cookie), goal);
			const kilobytes = (await firstView(`${product.url}/allies`)) / 1024;
			console.log(
				`  first view of the directory: ${kilobytes.toFixed(1)} KB (goal ${heaviest}): ${verdict(kilobytes <= heaviest)}`
			);
		} finally {
			await product.stop();
		}
	}
}

async function measured({ url, processes }: Product, path: string, cookie: string): Promise<Measured> {
	const target = { url: encodeURI(url + path), headers: { cookie }, processes, connections };
	for (let answered = 0; answered < warming;) answered += (await load(target, 2)).perSecond * 2;
	const runs: Measured[] = [];
	for (let round = 0; round < rounds; round += 1) runs.push(await load(target, seconds));
	return median(runs);
}

function report(name: string, page: Measured, goal: number): void {
	console.log(
		`  ${name}: ${page.processor.toFixed(1)} ms of processor (goal ${goal}): ${verdict(page.processor <= goal)}` +
			` (${Math.round(page.perSecond)} answers a second, p50 ${page.p50} ms, p99 ${page.p99} ms under ${connections} connections` +
			`${page.failures ? `, ${page.failures} FAILURES` : ''})`
	);
}

const verdict = (isReached: boolean) => (isReached ? 'reached' : 'NOT REACHED');
