import { setTimeout as pause } from 'node:timers/promises';
import { startProduct, type Product } from './product.ts';
import { residentMemory, spentBy } from './processes.ts';
import { Crowd } from './room-crowd.ts';

/** People in the room, answers a second, and for how many seconds; `MAILLAGE_ROOM=200,50,10` tries less. */
const [people = 2000, perSecond = 200, seconds = 60] = (process.env['MAILLAGE_ROOM'] ?? '')
	.split(',')
	.filter(Boolean)
	.map(Number);
const goals = { acknowledged: 250, everywhere: 1000, kilobytes: 25, processor: 2 };

/** A room full of people who answer at once: acknowledgements, arrival on every phone, memory of a stream, cost of an answer, exactness. */
export async function benchRoom(): Promise<void> {
	process.env['TRUST_PROXY'] = '1';
	const product = await startProduct();
	try {
		await measure(product);
	} finally {
		await product.stop();
		delete process.env['TRUST_PROXY'];
	}
}

async function measure(product: Product): Promise<void> {
	console.log(`\nA room of ${people} people, ${perSecond} answers a second for ${seconds} s`);
	const crowd = await Crowd.gather(product.url, people);
	await pause(3000);
	const before = residentMemory(product.application);
	await crowd.watch();
	await pause(5000);
	const after = residentMemory(product.application);
	const each = ((after - before) * 1024) / people;
	say('resident memory of an open stream, KB', each, goals.kilobytes);

	const spent = spentBy(product.processes);
	const spentByDatabase = spentBy(product.processes.slice(1));
	const sent = await crowd.answer(perSecond, seconds);
	const { processor } = spent();
	const database = spentByDatabase().processor;
	await pause(1500);
	say('answers that were not acknowledged', sent.failures, 0);
	say('acknowledgement, p50, ms', at(sent.acknowledged, 0.5), goals.acknowledged);
	say('acknowledgement, p99, ms', at(sent.acknowledged, 0.99), goals.acknowledged);
	const arrivals = crowd.arrivals();
	say('from the answer to every phone, p50, ms', at(arrivals, 0.5), goals.everywhere);
	say('from the answer to every phone, p99, ms', at(arrivals, 0.99), goals.everywhere);
	say('processor of an answer, streams included, ms', (processor * 1000) / sent.count, goals.processor);
	say('of which the database, ms', (database * 1000) / sent.count, 0);
	say('bytes of an update', crowd.bytesOfUpdate(), 0);
	const { counted, given } = await crowd.results();
	console.log(
		`  results ${JSON.stringify(counted) === JSON.stringify(given) ? 'are exact' : 'DIFFER'}: ${counted.join(' ')}`
	);
}

function at(numbers: number[], share: number): number {
	return numbers.toSorted((one, other) => one - other)[Math.floor(share * (numbers.length - 1))] ?? NaN;
}

function say(what: string, measured: number, goal: number): void {
	console.log(`  ${what}: ${measured.toFixed(1)}${goal > 0 ? ` (goal ${goal})` : ''}`);
}
