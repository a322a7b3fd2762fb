import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { keysOf } from './keys.ts';
import { FolderStorage } from './folder-storage.server.ts';
import { forgetFile, keepFile } from './keeping.server.ts';
import { drawing, sent } from './pictures-for-tests.ts';
import { leaveFiles } from './sent-files.server.ts';
import { folderForTests } from './storage-for-tests.ts';
import { copyingLock, fileRemover, sweepFiles } from './sweeping.server.ts';
import { cloneDatabase, test } from '../testing.server.ts';
import type { Database } from '../database.server.ts';
import type { FileStorage } from './storage.server.ts';

const ada = '018f0000-0000-7000-8000-00000000000a';
const tomorrow = () => new Date(Date.now() + 25 * 3600 * 1000);

async function keptBy(db: Database, storage: FileStorage, person: string, room = 'allies', width = 200) {
	const use = { room, subject: 'a', kinds: ['picture'], longest: 1_000_000 } as const;
	const kept = await keepFile(db, storage, person, sent(await drawing(width, 50), 'logo.png'), use);
	if (!kept.ok) throw new Error(kept.reason);
	return { id: kept.id, keys: keysOf({ id: kept.id, width }) };
}

async function keysIn(storage: FileStorage): Promise<string[]> {
	const keys = [];
	for await (const { key } of storage.entries()) keys.push(key);
	return keys.sort();
}

test('bytes that a crash left without a row go after a day; those of files stay', async ({ db }) => {
	const storage = new FolderStorage(folderForTests());
	const { keys } = await keptBy(db, storage, ada);
	const lost = await keptBy(db, storage, ada);
	await db.execute(sql`delete from files where id = ${lost.id}`);
	const [first] = keys;
	await storage.keep(`${first}-960`, new Uint8Array(3));
	await storage.keep(`${first}.0a0b0c0d.unfinished`, new Uint8Array(3));
	await storage.keep('xx/not-ours', new Uint8Array(3));

	expect(await sweepFiles(db, storage), 'a transaction may still be under way').toBe(0);
	expect(await sweepFiles(db, storage, tomorrow())).toBe(4);
	expect(await keysIn(storage)).toEqual([...keys, 'xx/not-ours'].sort());
});

test('a change that fails forgets no file', async () => {
	const { db, close } = await cloneDatabase();
	const storage = new FolderStorage(folderForTests());
	const { id } = await keptBy(db, storage, ada);
	const failing = db.transaction(async (tx) => {
		await forgetFile(tx, id);
		throw new Error('refused');
	});
	await expect(failing).rejects.toThrow('refused');
	const { rows } = await db.execute(
		sql`select (select count(*)::int from files) as files, (select count(*)::int from graphile_worker._private_jobs) as jobs`
	);
	expect(rows).toEqual([{ files: 1, jobs: 0 }]);
	await close();
});

test('no bytes are removed while a backup copies them: they go afterwards', async () => {
	const { db, pool, close } = await cloneDatabase();
	const storage = new FolderStorage(folderForTests());
	const { id, keys } = await keptBy(db, storage, ada);
	await forgetFile(db, id);
	const backup = await pool.connect();
	await backup.query('select pg_advisory_lock($1)', [copyingLock]);
	const remove = fileRemover(db, storage);
	await remove({ keys });
	expect(await sweepFiles(db, storage, tomorrow())).toBe(0);
	expect(await keysIn(storage)).toEqual([...keys].sort());
	const { rows } = await db.execute(
		sql`select payload from graphile_worker._private_jobs where run_at > now() + interval '4 minutes'`
	);
	expect(rows).toEqual([{ payload: { keys } }]);

	await backup.query('select pg_advisory_unlock($1)', [copyingLock]);
	backup.release();
	await remove({ keys });
	expect(await keysIn(storage)).toEqual([]);
	await close();
});

test('who erases themselves takes their files along, save those that a room keeps without their name', async ({
	db
}) => {
	const storage = new FolderStorage(folderForTests());
	const access = () => Promise.resolve('no' as const);
	const rooms = {
		allies: { access, outlivesSender: () => Promise.resolve(true) },
		diary: { access, outlivesSender: () => Promise.resolve(false) }
	};
	const logo = await keptBy(db, storage, ada, 'allies');
	await keptBy(db, storage, ada, 'diary');
	await keptBy(db, storage, ada, 'a room that is gone');
	const other = await keptBy(db, storage, '018f0000-0000-7000-8000-00000000000b', 'diary');
	await leaveFiles(db, rooms, ada);
	const { rows } = await db.execute(
		sql`select id, uploaded_by is null as "isAnonymous" from files order by id`
	);
	expect(rows).toEqual([
		{ id: logo.id, isAnonymous: true },
		{ id: other.id, isAnonymous: false }
	]);
});
