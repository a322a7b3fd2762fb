import { activityIn, roomWith, tokenOf, type OpenedRoom } from '#modules/room/a-room.ts';
import { chartNow } from '#modules/room/charts-now.server.ts';
import { takeAnswers } from '#modules/room/taking.server.ts';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { alternately, plantedDatabase, withServer } from './worlds.ts';

const sizes = { few: 1000, many: 100_000 };
const goal = 1.5;

/** One more answer, and the results, after a thousand answers and after a hundred thousand: the same work, as a ratio. */
export async function benchGrowth(): Promise<void> {
	await withServer(async (server) => {
		const rooms = new Map<Database, OpenedRoom>();
		const closings: (() => Promise<void>)[] = [];
		for (const [name, size] of Object.entries(sizes)) {
			let opened: OpenedRoom | undefined;
			const planted = await plantedDatabase(
				server,
				name,
				async (url) => (opened = await answered(url, size))
			);
			rooms.set(planted.db, opened!);
			closings.push(planted.close);
		}
		const databases = [...rooms.keys()];
		const questions: [string, (db: Database) => Promise<unknown>][] = [
			['ten more answers', (db) => tenMore(db, rooms.get(db)!)],
			['the results', async (db) => chartNow(db, await activityIn(db, rooms.get(db)!.activityId), true)]
		];
		for (const [what, ask] of questions) {
			await alternately(databases, ask, 20);
			const [few, many] = (await alternately(databases, ask, 200)).map(
				(times) => times[Math.floor(times.length / 2)]!
			);
			console.log(
				`  ${what} after ${sizes.many} answers, against ${sizes.few}: ${(many! / few!).toFixed(2)} × (goal ${goal}), ` +
					`${few!.toFixed(1)} and ${many!.toFixed(1)} ms`
			);
		}
		for (const close of closings) await close();
	});
}

async function answered(url: string, size: number): Promise<OpenedRoom> {
	const { db, close } = openDatabase(url, 2);
	const opened = await roomWith(db, 'choice');
	for (let done = 0; done < size; done += 1000)
		await takeAnswers(
			db,
			opened.room.id,
			Array.from({ length: 1000 }, (_, i) => sent(opened, i))
		);
	await close();
	return opened;
}

function sent({ room, activityId }: OpenedRoom, i: number) {
	return { token: tokenOf(room), activityId, fields: { choice: String(i % 3) } };
}

async function tenMore(db: Database, opened: OpenedRoom): Promise<void> {
	await takeAnswers(
		db,
		opened.room.id,
		Array.from({ length: 10 }, (_, i) => sent(opened, i))
	);
}
