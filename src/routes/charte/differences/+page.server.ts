import { charterDifference } from '#modules/charter/differences.server.ts';
import { versionNumbers } from '#modules/charter/reading.server.ts';
import { db } from '#wiring/database.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const numbers = await versionNumbers(db);
	const asked = ['de', 'a'].map((name) => Number(event.url.searchParams.get(name)));
	const [older, newer] = asked.sort((one, other) => one - other);
	const isKnown = older !== newer && numbers.includes(older!) && numbers.includes(newer!);
	const pair = isKnown ? [older!, newer!] : numbers.slice(-2);
	shows(event, 'charter');
	if (pair.length < 2) return { numbers, isWhole: false, compared: null };
	const difference = await charterDifference(db, pair[0]!, pair[1]!);
	const isWhole = event.url.searchParams.has('tout');
	return { numbers, isWhole, compared: { older: pair[0]!, newer: pair[1]!, difference } };
}
