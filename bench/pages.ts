import { load, median, type Measured } from './load.ts';
import { signIn, startBare, startProduct, type Product } from './product.ts';
import { residentMemory } from './processes.ts';

const rounds = 3;
const seconds = 4;

/** Pages against a bare server that sends the same bytes, in the same run, one after the other; then memory. */
export async function benchPages(): Promise<void> {
	const product = await startProduct();
	try {
		const cookie = await signIn(product);
		await comparePage(product, 'home, anonymous', '/', {}, 0.5);
		await comparePage(product, 'register, anonymous', '/charte/registre', {}, 0.5);
		await comparePage(product, 'register, signed in', '/charte/registre', { cookie }, 0.08);
		await comparePage(product, 'one’s own page, signed in', '/moi', { cookie }, 0.08);
		await watchMemory(product, cookie);
	} finally {
		await product.stop();
	}
}

async function comparePage(
	product: Product,
	name: string,
	path: string,
	headers: Record<string, string>,
	goal: number
): Promise<void> {
	const url = product.url + path;
	const bare = await startBare(url, headers);
	const runs: { page: Measured[]; bare: Measured[] } = { page: [], bare: [] };
	await load({ url, headers, processes: product.processes }, 2);
	for (let round = 0; round < rounds; round += 1) {
		runs.bare.push(await load({ ...bare, headers }, seconds));
		runs.page.push(await load({ url, headers, processes: product.processes }, seconds));
	}
	await bare.stop();
	report(name, median(runs.page), median(runs.bare), goal);
}

function report(name: string, page: Measured, bare: Measured, goal: number): void {
	const ratio = page.perSecond / bare.perSecond;
	console.log(`\n${name}`);
	console.log(`  ${percent(ratio)} of a bare server (goal ${percent(goal)}): ${verdict(ratio >= goal)}`);
	console.log(`  ${Math.round(page.perSecond)} against ${Math.round(bare.perSecond)} answers a second`);
	console.log(
		`  p50 ${page.p50} ms, p99 ${page.p99} ms under 50 connections (bare: ${bare.p50}, ${bare.p99})`
	);
	console.log(`  ${page.processor.toFixed(2)} ms of processor an answer, application and database together`);
	if (page.failures) console.log(`  ${page.failures} FAILURES`);
}

/** Resident memory of the application while it answers 100,000 requests, half of them of someone signed in. */
async function watchMemory(product: Product, cookie: string): Promise<void> {
	console.log('\nmemory of the application');
	let answered = 0;
	while (answered < 100_000) {
		const anonymous = await load({ url: `${product.url}/`, processes: [] }, 3);
		const signedIn = await load({ url: `${product.url}/moi`, headers: { cookie }, processes: [] }, 6);
		answered += Math.round(anonymous.perSecond * 3 + signedIn.perSecond * 6);
		console.log(`  ${Math.round(residentMemory(product.application))} MB after ${answered} requests`);
	}
}

const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;
const verdict = (isReached: boolean) => (isReached ? 'reached' : 'NOT REACHED');
