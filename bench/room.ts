import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '#platform/postgres/launcher.ts';
import { startProduct, type Product } from './product.ts';
import { residentMemory, spentBy } from './processes.ts';
import { Crowd } from './room-crowd.ts';
import { benchGrowth } from './room-growth.ts';

type Crowding = { people: number; perSecond: number; seconds: number };

const goals = { acknowledged: 250, everywhere: 1000, kilobytes: 25, processor: 2 };

/** People in the room, answers a second, and for how many seconds; `MAILLAGE_ROOM=200,50,10` tries less. */
function crowding(usual: Crowding): Crowding {
	const [people, perSecond, seconds] = (process.env['MAILLAGE_ROOM'] ?? '')
		.split(',')
		.filter(Boolean)
		.map(Number);
	return people && perSecond && seconds ? { people, perSecond, seconds } : usual;
}

/**
 * A room full of people who answer at once, at one process and at two: acknowledgements, arrival on every phone, memory of a stream, cost of
 * an answer, exactness. The people are on this machine too.
 */
export async function benchRoom(): Promise<void> {
	process.env['TRUST_PROXY'] = '1';
	process.env['AUTH_SECRET'] = randomBytes(32).toString('base64url');
	const product = await startProduct();
	try {
		await measure([product], crowding({ people: 2000, perSecond: 200, seconds: 60 }));
	} finally {
		await product.stop();
	}
	await atTwoProcesses();
	delete process.env['TRUST_PROXY'];
	delete process.env['AUTH_SECRET'];
	await benchGrowth();
}

async function atTwoProcesses(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	const server = await startPostgres({ dataFolder: folder, say: () => undefined });
	const filled = { url: server.url, process: server.pid };
	const products = [await startProduct(filled), await startProduct(filled)];
	try {
		await measure(products, crowding({ people: 5000, perSecond: 200, seconds: 30 }));
	} finally {
		for (const product of products) await product.stop();
		await server.stop();
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measure(products: Product[], { people, perSecond, seconds }: Crowding): Promise<void> {
	const at = products.length === 1 ? 'one process' : `${products.length} processes`;
	console.log(`\nA room of ${people} people at ${at}, ${perSecond} answers a second for ${seconds} s`);
	const crowd = await Crowd.gather(
		products.map(({ url }) => url),
		people
	);
	await pause(3000);
	const memory = () => products.reduce((sum, { application }) => sum + residentMemory(application), 0);
	const before = memory();
	await crowd.watch();
	await pause(5000);
	say('resident memory of an open stream, KB', ((memory() - before) * 1024) / people, goals.kilobytes);

	const database = products[0]!.processes[1]!;
	const spent = spentBy([...products.map(({ application }) => application), database]);
	const spentByDatabase = spentBy([database]);
	const sent = await crowd.answer(perSecond, seconds);
	const [all, ofDatabase] = [spent().processor, spentByDatabase().processor];
	await pause(1500);
	say('answers that were not acknowledged', sent.failures, 0);
	say('acknowledgement, p50, ms', share(sent.acknowledged, 0.5), goals.acknowledged);
	say('acknowledgement, p99, ms', share(sent.acknowledged, 0.99), goals.acknowledged);
	const arrivals = crowd.arrivals();
	say('from the answer to every phone, p50, ms', share(arrivals, 0.5), goals.everywhere);
	say('from the answer to every phone, p99, ms', share(arrivals, 0.99), goals.everywhere);
	say('processor of an answer, streams included, ms', (all * 1000) / sent.count, goals.processor);
	say('of which the database, ms', (ofDatabase * 1000) / sent.count, 0);
	say('bytes of an update', crowd.bytesOfUpdate, 0);
	const { counted, given } = await crowd.results();
	const isExact = JSON.stringify(counted) === JSON.stringify(given);
	console.log(`  results ${isExact ? 'are exact' : 'DIFFER'}: ${counted.join(' ')}`);
}

function share(numbers: number[], part: number): number {
	return numbers.toSorted((one, other) => one - other)[Math.floor(part * (numbers.length - 1))] ?? NaN;
}

function say(what: string, measured: number, goal: number): void {
	console.log(`  ${what}: ${measured.toFixed(1)}${goal > 0 ? ` (goal ${goal})` : ''}`);
}
