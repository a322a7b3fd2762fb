import fc from 'fast-check';
import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import { somebody } from '../people/somebody.ts';
import { applyImport, decideAll, undoImport } from './deciding.server.ts';
import {
	applied,
	bring,
	countsIn,
	keep,
	moved,
	organisation,
	rowsIn,
	world,
	worldOf
} from './imports-for-tests.ts';
import { moveImport, resumeImports } from './moving.server.ts';

const file = `Nom;SIREN;Commune;Description
La Source;732829320;Rennes;Des vélos.
Le Lavoir;;Vitré;
Le Fournil;;Rennes;Du pain.`;
const newer = file.replace('Des vélos.', 'Des remorques.').replace('Vitré;', 'Vitré;Au fil de l’eau.');

test('an import that is undone leaves the world as it was before', async ({ db }) => {
	const { actor } = await world(db);
	const empty = await worldOf(db);
	const first = await applied(db, actor, file);
	const before = await worldOf(db);
	const second = await applied(db, actor, `${newer}\nNouvelle;;Vitré;`);
	expect(await countsIn(db, second, 'outcome')).toEqual({ changed: 2, unchanged: 1, created: 1 });

	await undone(db, actor, second);
	expect(await countsIn(db, second, 'undone')).toEqual({ restored: 2, removed: 1, none: 1 });
	expect(await worldOf(db)).toEqual(before);
	await undone(db, actor, first);
	expect(await worldOf(db)).toEqual(empty);
	expect(await countsIn(db, await bring(db, actor, file))).toEqual({ create: 3 });
});

test('what somebody has written or joined since an import stays when it is undone, and one is told', async ({
	db
}) => {
	const { actor } = await world(db);
	const run = await applied(db, actor, file);
	await keep(db, actor, 'La Source', { sentence: 'À nous.' });
	await affiliate(db, await somebody(db), (await organisation(db, 'Le Lavoir'))!.id, 'trésorière');
	await undone(db, actor, run);
	expect((await rowsIn(db, run)).map(({ undone }) => undone)).toEqual(['kept', 'kept', 'removed']);
	expect(await organisation(db, 'La Source')).toBeDefined();
	expect(await organisation(db, 'Le Lavoir')).toBeDefined();
	expect(await organisation(db, 'Le Fournil')).toBeUndefined();
});

test('an import that is killed in the middle of a batch keeps the whole batches, and another process finishes it', async () => {
	const { db, pool, close } = await cloneDatabase();
	const { actor } = await world(db);
	const lines = Array.from({ length: 2500 }, (_, i) => `Association numéro ${i};Rennes`);
	const run = await bring(db, actor, `Nom;Commune\n${lines.join('\n')}`);
	await applyImport(db, actor, run);
	expect(await moveImport(db, { runId: run })).toBe(true);

	// The second batch waits for a lock when its pages are open and not yet shown; then its connection dies.
	const blocker = await pool.connect();
	await blocker.query('begin; lock table ally_listings in exclusive mode');
	const second = moveImport(db, { runId: run });
	const outcome = second.then(
		() => 'written',
		() => 'killed'
	);
	const { rows } = await blocker.query<{ pid: number }>('select pg_backend_pid() as pid');
	await until(async () => {
		const killed = await pool.query(
			'select pg_terminate_backend(pid) from pg_stat_activity where $1 = any(pg_blocking_pids(pid))',
			[rows[0]!.pid]
		);
		return killed.rowCount! > 0;
	});
	expect(await outcome).toBe('killed');
	await blocker.query('rollback');
	blocker.release();
	expect(await countsIn(db, run, 'outcome')).toEqual({ created: 1000, none: 1500 });
	expect(await organisationsIn(db)).toBe(1000);

	await db.execute(sql`delete from graphile_worker._private_jobs`);
	await resumeImports(db);
	const { rows: jobs } = await db.execute(sql`select task_identifier from graphile_worker.jobs`);
	expect(jobs).toEqual([{ task_identifier: 'move-import' }]);
	// Two processes that go on at once do not write anything twice.
	while ((await Promise.all([moveImport(db, { runId: run }), moveImport(db, { runId: run })])).some(Boolean));
	expect(await countsIn(db, run, 'outcome')).toEqual({ created: 2500 });
	expect(await organisationsIn(db)).toBe(2500);
	await close();
}, 60_000);

test('every row has one verdict and then one outcome, whatever the file, and a second time nothing more is written', async ({
	db
}) => {
	const { actor } = await world(db);
	const odd = fc.constantFrom('La Source', 'la source', 'Fournil', '', '…', '=cmd()', 'Œuvre', '"', 'a;b');
	const word = fc.oneof(
		odd,
		fc.nat(500).map((number) => `Association ${number}`)
	);
	const siren = fc.constantFrom('', '', '', '', '732829320', '552081317', '732829321', '73 282 932 0');
	const commune = fc.constantFrom('', 'Rennes', 'Vitré', 'Atlantide');
	const mail = fc.oneof(
		fc.constantFrom('', '', 'a@exemple.org; b@exemple.org', '@'),
		fc.nat(500).map((number) => `contact${number}@exemple.org`)
	);
	const text = fc.constantFrom('', 'Un texte', 'Un autre\nsur deux lignes');
	const rows = fc.array(fc.tuple(word, siren, commune, mail, text), { minLength: 1, maxLength: 8 });
	const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
	await fc.assert(
		fc.asyncProperty(rows, fc.constantFrom('page', 'file', 'skip', null), async (cells, choice) => {
			const told = cells.filter((row) => row.some((cell) => cell.trim() !== ''));
			fc.pre(told.length > 0);
			const content = `Nom;SIREN;Commune;Courriel;Description\n${cells.map((row) => row.map(quoted).join(';')).join('\n')}`;
			const run = await bring(db, actor, content);
			const verdicts = await countsIn(db, run);
			expect(verdicts['none']).toBeUndefined();
			expect(sum(verdicts)).toBe(told.length);
			if (choice) await decideAll(db, actor, run, choice as 'page');
			await applyImport(db, actor, run);
			await moved(db, run);
			const outcomes = await countsIn(db, run, 'outcome');
			expect(outcomes['none']).toBeUndefined();
			expect(sum(outcomes)).toBe(told.length);
			expect(outcomes['refused'] ?? 0).toBe(verdicts['refused'] ?? 0);

			// Rows that contradict each other may be understood otherwise once some of them are written.
			const isPlain = verdicts['conflict'] === undefined;
			const after = await worldOf(db);
			const again = await countsIn(db, await applied(db, actor, content));
			expect(sum(again)).toBe(told.length);
			if (isPlain) expect(await worldOf(db)).toEqual(after);
		}),
		{ numRuns: 16 }
	);
}, 120_000);

function sum(counts: Record<string, number>): number {
	return Object.values(counts).reduce((total, count) => total + count, 0);
}

async function undone(db: Database, actor: Awaited<ReturnType<typeof somebody>>, run: string) {
	await undoImport(db, actor, run);
	await moved(db, run);
}

async function organisationsIn(db: Database): Promise<number> {
	const { rows } = await db.execute<{ n: number }>(sql`select count(*)::integer as n from organisations`);
	return rows[0]!.n;
}

async function until(isTrue: () => Promise<boolean>): Promise<void> {
	for (let tries = 0; tries < 500; tries += 1) {
		if (await isTrue()) return;
		await new Promise((resolve) => setTimeout(resolve, 20));
	}
	throw new Error('It never became true');
}
