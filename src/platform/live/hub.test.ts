import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { expect, onTestFinished } from 'vitest';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { announce, peopleOn, versionOf } from './announcing.server.ts';
import { LiveHub } from './hub.server.ts';

const channel = 'a room';

/** A process of the product that serves one channel, whose content is its version. */
async function serving(opened: Awaited<ReturnType<typeof cloneDatabase>>) {
	const hub = new LiveHub({ db: opened.db, databaseUrl: opened.url, log: pino({ level: 'silent' }) });
	await hub.start();
	const content = async () => {
		const version = await versionOf(opened.db, channel);
		return { version, parts: { text: `version ${version}` } };
	};
	const server = createServer((request, response) => {
		const since = Number(request.headers['last-event-id'] ?? -1);
		hub.stream(response, { channel, key: 'all', isPresent: true, pause: 0, content }, since);
	}).listen(0);
	onTestFinished(async () => {
		await hub.stop();
		server.closeAllConnections();
		server.close();
	});
	return { hub, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** Reads a stream and keeps what it says. */
function reading(url: string, since?: number) {
	const heard: string[] = [];
	const abort = new AbortController();
	const headers: Record<string, string> = since === undefined ? {} : { 'last-event-id': String(since) };
	const done = fetch(url, { headers, signal: abort.signal })
		.then(async ({ body }) => {
			for await (const piece of body!.pipeThrough(new TextDecoderStream()))
				heard.push(...[...piece.matchAll(/version (\d+)/g)].map(([, version]) => version!));
		})
		.catch(() => undefined);
	return { heard, stop: () => abort.abort(), done };
}

test('what one process announces is heard by those who watch another, in its order, and after a while asleep', async () => {
	const opened = await cloneDatabase();
	onTestFinished(() => opened.close());
	const [here, there] = [await serving(opened), await serving(opened)];
	await opened.db.transaction((tx) => announce(tx, channel));
	const [one, other] = [reading(here.url), reading(there.url)];
	await expect.poll(() => [one.heard, other.heard]).toEqual([['1'], ['1']]);
	await opened.db.transaction((tx) => announce(tx, channel));
	await expect.poll(() => [one.heard.at(-1), other.heard.at(-1)]).toEqual(['2', '2']);

	one.stop();
	await opened.db.transaction((tx) => announce(tx, channel));
	await expect.poll(() => other.heard.at(-1)).toBe('3');
	const back = reading(here.url, 2);
	await expect.poll(() => back.heard).toEqual(['3']);
	const upToDate = reading(here.url, 3);
	await opened.db.transaction((tx) => announce(tx, channel));
	await expect.poll(() => [back.heard.at(-1), upToDate.heard]).toEqual(['4', ['4']]);
});

test('a change that is undone is told to nobody', async () => {
	const opened = await cloneDatabase();
	onTestFinished(() => opened.close());
	const { url } = await serving(opened);
	await opened.db.transaction((tx) => announce(tx, channel));
	const { heard } = reading(url);
	await expect.poll(() => heard).toEqual(['1']);
	const undone = opened.db.transaction(async (tx) => {
		await announce(tx, channel);
		throw new Error('undone');
	});
	await expect(undone).rejects.toThrow('undone');
	await opened.db.transaction((tx) => announce(tx, channel));
	await expect.poll(() => heard).toEqual(['1', '2']);
});

test('how many are there is counted over all processes, and whoever leaves is taken off', async () => {
	const opened = await cloneDatabase();
	onTestFinished(() => opened.close());
	const [here, there] = [await serving(opened), await serving(opened)];
	const watching = [reading(here.url), reading(here.url), reading(there.url)];
	await expect.poll(() => peopleOn(opened.db, channel), { timeout: 6000 }).toBe(3);
	watching[0]!.stop();
	await expect.poll(() => peopleOn(opened.db, channel), { timeout: 6000 }).toBe(2);
	expect([here.hub.size, there.hub.size]).toEqual([1, 1]);
	await there.hub.stop();
	expect(await peopleOn(opened.db, channel)).toBe(1);
});
