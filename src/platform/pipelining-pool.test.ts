import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from './database.server.ts';
import { cloneDatabase } from './testing.server.ts';

let pool: pg.Pool;
let url: string;
let close: () => Promise<void>;

beforeAll(async () => void ({ pool, url, close } = await cloneDatabase()));
afterAll(() => close());

const prepared = (name: string, text: string, values: unknown[] = []) => pool.query({ name, text, values });
const whichConnection = () => prepared('which_connection', 'select pg_backend_pid() as id');
const idsOf = (answers: pg.QueryResult[]) => new Set(answers.map(({ rows }) => rows[0].id));

test('prepared queries of one moment go over one connection, and each gets its own answer', async () => {
	const numbers = Array.from({ length: 20 }, (_, number) => number);
	const answers = await Promise.all(
		numbers.map((number) => prepared('echo', 'select $1::int as n, pg_backend_pid() as id', [number]))
	);

	expect(answers.map(({ rows }) => rows[0].n)).toEqual(numbers);
	expect(idsOf(answers).size).toBe(1);
});

test('a thousand at once go over few connections', async () => {
	const answers = await Promise.all(Array.from({ length: 1000 }, whichConnection));

	expect(answers).toHaveLength(1000);
	expect(idsOf(answers).size).toBeLessThanOrEqual(3);
});

test('one that fails fails alone, and the others have their own transactions', async () => {
	await pool.query('create table written (n int primary key)');
	const write = (n: number) => prepared('write', 'insert into written values ($1)', [n]);

	const answers = await Promise.allSettled([
		write(1),
		write(1),
		write(2),
		prepared('wrong', 'select nothing')
	]);

	expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
	const { rows } = await pool.query('select n from written order by n');
	expect(rows).toEqual([{ n: 1 }, { n: 2 }]);
});

test('a query that is not prepared keeps none waiting', async () => {
	const order: string[] = [];
	const long = pool.query('select pg_sleep(0.5) as id').then(() => order.push('long'));
	const short = whichConnection().then(() => order.push('short'));
	await Promise.all([long, short]);

	expect(order).toEqual(['short', 'long']);
});

test('when the connection is lost, what was on its way fails, and what comes after gets another', async () => {
	const lost = await Promise.allSettled([
		whichConnection(),
		prepared('end', 'select pg_terminate_backend(pg_backend_pid())'),
		whichConnection()
	]);

	expect(lost.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected']);
	expect((await whichConnection()).rows).toHaveLength(1);
});

test('without a server each query is told so, and so is one that comes after the end', async () => {
	const nowhere = openDatabase(url.replace(/host=[^&]*/, 'host=%2Fnowhere'));
	const ask = () => nowhere.pool.query({ name: 'one', text: 'select 1' });

	await expect(Promise.allSettled([ask(), ask()])).resolves.toMatchObject([
		{ status: 'rejected', reason: { code: 'ENOENT' } },
		{ status: 'rejected', reason: { code: 'ENOENT' } }
	]);
	await nowhere.close();
	await expect(ask()).rejects.toThrow('after calling end');
});

test('a transaction keeps its connection for itself', async () => {
	const client = await pool.connect();
	await client.query('begin');
	const own = await client.query('select pg_backend_pid() as id');
	const others = await Promise.all([whichConnection(), whichConnection()]);
	await client.query('rollback');
	client.release();

	expect(idsOf(others)).not.toContain(own.rows[0].id);
});
