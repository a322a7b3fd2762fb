import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { ask, openFolder, startElsewhere, startForTest } from './launcher-for-tests.ts';
import { startPostgres } from './launcher.ts';
import { hasEnded, isAlive } from './processes.ts';

const isRoot = process.getuid?.() === 0;

let shared: Awaited<ReturnType<typeof startForTest>> & { data: string };

beforeAll(async () => {
	const data = mkdtempSync(join(tmpdir(), 'maillage-shared-'));
	const server = await startPostgres({ dataFolder: data, durable: false, say: () => undefined });
	shared = { ...server, said: '', data };
	return async () => {
		await server.stop();
		rmSync(data, { recursive: true, force: true });
	};
});

test('the database speaks UTF-8 and sorts like a French dictionary', async () => {
	const { url } = shared;
	const [{ words }] = (await ask(
		url,
		`select string_agg(word, ' ' order by word) as words from unnest(array['zone', 'école', 'eau', 'Étang']) as word`
	)) as [{ words: string }];
	expect(words).toBe('eau école Étang zone');
	expect(await ask(url, 'show server_encoding')).toEqual([{ server_encoding: 'UTF8' }]);
	const locale = 'select datlocprovider, datlocale from pg_database where datname = current_database()';
	expect(await ask(url, locale)).toEqual([{ datlocprovider: 'i', datlocale: 'fr-FR' }]);
});

test('nobody else can connect: no port, a socket in a closed folder, no password to steal', async () => {
	const { url, data } = shared;
	expect(await ask(url, 'show listen_addresses')).toEqual([{ listen_addresses: '' }]);
	expect(statSync(join(data, 'postgres/socket')).mode & 0o777).toBe(0o700);
	expect(statSync(join(data, 'postgres/data')).mode & 0o077).toBe(0);
	expect(url).not.toMatch(/:[^/@]+@/);
});

test.skipIf(!isRoot)('root starts it under another account', () => {
	const { pid } = shared;
	expect(statSync(`/proc/${pid}`).uid).not.toBe(0);
});

test('a second start adopts the running server', async () => {
	const second = await startPostgres({ dataFolder: shared.data, say: () => undefined });
	expect(shared.adopted).toBe(false);
	expect(second).toMatchObject({ adopted: true, pid: shared.pid, url: shared.url });
});

test('two first starts at the same moment share one server', async () => {
	const data = openFolder();
	const [one, other] = await Promise.all([startForTest(data), startElsewhere(data)]);
	const [, pid] = await other.says(/running (\d+)/);
	expect(Number(pid)).toBe(one.pid);
	expect(readdirSync(join(data, 'postgres')).filter((name) => name.startsWith('unfinished'))).toEqual([]);
});

test('the server left by a killed process is adopted and can be stopped', async () => {
	const data = openFolder();
	const { child, says } = await startElsewhere(data);
	const [, pid] = await says(/running (\d+)/);
	child.kill('SIGKILL');

	const server = await startForTest(data);
	expect(server).toMatchObject({ adopted: true, pid: Number(pid) });
	await server.stop();
	expect(isAlive(Number(pid))).toBe(false);
});

test('what was committed survives a killed server', async () => {
	const data = openFolder();
	const { url, pid } = await startForTest(data, { durable: true });
	await ask(url, 'create table kept as select 42 as answer');
	process.kill(pid, 'SIGKILL');
	await hasEnded(pid, 5000);

	const again = await startForTest(data, { durable: true });
	expect(again.adopted).toBe(false);
	expect(await ask(again.url, 'select answer from kept')).toEqual([{ answer: 42 }]);
});

test('a kill during the first start does not spoil the next one', async () => {
	const data = openFolder();
	const { child } = await startElsewhere(data);
	const unfinished = () =>
		existsSync(join(data, 'postgres')) &&
		readdirSync(join(data, 'postgres')).find((name) => existsSync(join(data, 'postgres', name, 'base')));
	while (!unfinished()) await new Promise((resolve) => setTimeout(resolve, 5));
	child.kill('SIGKILL');
	await hasEnded(child.pid!, 5000);
	expect(existsSync(join(data, 'postgres/data'))).toBe(false);

	const { url } = await startForTest(data);
	expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});

test('the number of a killed server, now that of another program, does not keep it from starting', async () => {
	const data = openFolder();
	const first = await startForTest(data);
	const pidFile = join(data, 'postgres/data/postmaster.pid');
	const lines = readFileSync(pidFile, 'utf8').split('\n');
	process.kill(first.pid, 'SIGKILL');
	await hasEnded(first.pid, 5000);
	const someone = (await startElsewhere('/proc/nowhere')).child.pid;
	writeFileSync(pidFile, [someone, ...lines.slice(1)].join('\n'));

	const { adopted, pid } = await startForTest(data);
	expect(adopted).toBe(false);
	expect(pid).not.toBe(someone);
});

test('a path too long for a socket gets a short one, closed to others and removed at the end', async () => {
	const data = openFolder('a-rather-long-name-'.repeat(6));
	const server = await startForTest(data);
	const socket = decodeURIComponent(/host=([^&]+)/.exec(server.url)![1]!);
	expect(socket.length).toBeLessThan(90);
	expect(statSync(socket).mode & 0o777).toBe(0o700);
	await server.stop();
	expect(existsSync(socket)).toBe(false);
	expect(isAlive(server.pid)).toBe(false);
});

test('a folder may have spaces, commas, quotes and accents in its name', async () => {
	const { url } = await startForTest(openFolder(`l'été, "au soleil" 100%`));
	expect(await ask(url, 'select 1 as one')).toEqual([{ one: 1 }]);
});
