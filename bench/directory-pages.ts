import { load, median, type Measured } from './load.ts';
import { firstView, signIn, startProduct, type Filled, type Product } from './product.ts';
import { alternately, middle, p99 } from './worlds.ts';

export type World = Filled & { allies: number };

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

export const verdict = (isReached: boolean) => (isReached ? 'reached' : 'NOT REACHED');

export const turns = 200;
const atMost = 5;

/** Pages as somebody signed in asks for them, of each kind that the directory has. */
const questions: [name: string, path: string][] = [
	['first page with its facets', '/allies'],
	['one facet, a kind', '/allies?genre=association'],
	['two facets, a region and a skill', '/allies?region=53&competence=facilitation'],
	['a frequent word', '/allies?q=habitants'],
	['a name that many have', '/allies?q=Zoé+Masson'],
	['a name with a slip', '/allies?q=Coopératvie+de+Lefèvre'],
	['near a town', '/allies?pres=commune-35238&km=50'],
	['near the largest town', '/allies?pres=commune-75056&km=10'],
	['the map, first sheet', '/allies/carte'],
	['the map of a region and a skill', '/allies/carte?region=53&competence=facilitation'],
	['the map, a closer sheet', '/allies/carte?cadre=240,400,3'],
	['the map, where all are counted', '/allies/carte?cadre=240,400,8'],
	['the points of a closer sheet', '/allies/carte/points?cadre=240,400,3'],
	['the points where all are counted', '/allies/carte/points?cadre=240,400,8'],
	['search, a frequent word', '/recherche?q=habitants'],
	['search, a name with a slip', '/recherche?q=Coopératvie+de+Lefèvre'],
	['one profile', '/allies/energie-citoyenne-de-la-loue']
];

/** How long pages of a large directory take, as ratios to those of a small one; says the p99 of the first of the large one. */
export async function compareDirectoryPages(small: World, large: World): Promise<number> {
	console.log(
		`\npages of a directory of ${large.allies} allies, against ${small.allies} (p99 of ${turns}, one asked after the other, goal ${atMost} ×)`
	);
	const products = [await startProduct(small), await startProduct(large)];
	try {
		const visitors = await Promise.all(
			products.map(async (product) => ({ url: product.url, cookie: await signIn(product) }))
		);
		let first: number | undefined;
		for (const [name, path] of questions) {
			const asked = visitors.map(({ url, cookie }) => ({ url: encodeURI(url + path), headers: { cookie } }));
			await alternately(asked, page, warming / 4);
			const [few, many] = await alternately(asked, page, turns);
			first ??= p99(many!);
			compare(name, few!, many!);
		}
		return first!;
	} finally {
		for (const product of products) await product.stop();
	}
}

async function page({ url, headers }: { url: string; headers: { cookie: string } }): Promise<void> {
	const answer = await fetch(url, { headers });
	await answer.arrayBuffer();
	if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
}

function compare(name: string, few: number[], many: number[]): void {
	const ratio = p99(many) / p99(few);
	console.log(
		`  ${name}: ${ratio.toFixed(1)} × ${verdict(ratio <= atMost)} (p50 ${middle(few).toFixed(1)} and ${middle(many).toFixed(1)} ms,` +
			` p99 ${p99(few).toFixed(1)} and ${p99(many).toFixed(1)} ms)`
	);
}
