import { plantSignatures } from '#modules/charter/generated.server.ts';
import { registerPage } from '#modules/charter/register.server.ts';
import { searchRegister } from '#modules/charter/register-search.server.ts';
import { charterInForce } from '#modules/charter/versions.server.ts';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { plant } from '../seeds/plant.ts';
import { middle, plantedDatabase, times, withServer } from './worlds.ts';

const sizes = { small: 1_000, large: 1_000_000 };
const turns = 200;

type Question = [name: string, ask: (db: Database) => Promise<unknown>];

/** Every kind of page of a register of a million signatures, as ratios to the first page of a register of a thousand. */
export async function benchRegister(): Promise<void> {
	await withServer(async (serverUrl) => {
		const small = await village(serverUrl, sizes.small);
		const large = await village(serverUrl, sizes.large);
		const [first] = await questions(small.db);
		const unit = middle(await times(small.db, first![1], turns));
		console.log(
			`\nregister: the first page at ${sizes.small} signatures takes ${unit.toFixed(2)} ms, database and rows`
		);
		for (const [name, ask] of await questions(large.db)) {
			const ratio = middle(await times(large.db, ask, turns)) / unit;
			console.log(
				`  ${name} at ${sizes.large}: ${ratio.toFixed(2)} × (goal 2): ${ratio <= 2 ? 'reached' : 'NOT REACHED'}`
			);
		}
		await Promise.all([small.close(), large.close()]);
	});
}

/** The smallest world, with many signatures and no pages. */
function village(serverUrl: string, size: number) {
	return plantedDatabase(serverUrl, `village_${size}`, async (url) => {
		await plant(url, 'village');
		const { db, close } = openDatabase(url, 1);
		await db.transaction((tx) => plantSignatures(tx, size));
		await close();
	});
}

async function questions(db: Database): Promise<Question[]> {
	const { number: version } = (await charterInForce(db))!;
	const { next } = await registerPage(db, version, 'all', {});
	const deep = await deepKey(db, version);
	return [
		['first page', (at) => registerPage(at, version, 'all', {})],
		['second page', (at) => registerPage(at, version, 'all', { after: next! })],
		['page in the middle', (at) => registerPage(at, version, 'all', { after: deep })],
		['page before the middle', (at) => registerPage(at, version, 'all', { before: deep })],
		['organisations', (at) => registerPage(at, version, 'organisations', {})],
		['persons', (at) => registerPage(at, version, 'persons', {})],
		['search, a frequent word', (at) => searchRegister(at, version, 'all', 'ma', {})],
		['search, a rare name', (at) => searchRegister(at, version, 'all', 'introuvable', {})]
	];
}

/** The key of a signature half-way through the register. */
async function deepKey(db: Database, version: number): Promise<string> {
	const { next } = await registerPage(db, version, 'all', {}, sizes.large / 2);
	return next ?? '';
}
