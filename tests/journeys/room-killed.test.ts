import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDatabase } from '../../bin/parts/database.ts';
import { freePort } from '../../bin/parts/smoke.ts';
import { browserOfThisFile, follow } from './visitor.ts';

const visitors = browserOfThisFile();
const soon = { timeout: 5000, interval: 50 };
const main = (page: Page) => page.locator('main').innerText();

const folder = mkdtempSync(join(tmpdir(), 'maillage-killed-'));
let closeDatabase: (() => Promise<void>) | undefined;
let databaseUrl = '';
let process_: Served;
let other: Served;

type Served = { address: string; port: number; child: ChildProcess };

/** One process of the product, on a database that it shares. */
async function serve(port: number): Promise<Served> {
	const own = { PORT: String(port), MAILLAGE_DATA: folder, MAILLAGE_WORLD: 'village', LOG_LEVEL: 'warn' };
	const shared = {
		DATABASE_URL: databaseUrl,
		AUTH_SECRET: 'un secret que deux processus partagent',
		TRUST_PROXY: '1'
	};
	const child = spawn(process.execPath, ['bin/start.ts'], {
		env: { ...process.env, ...own, ...shared },
		stdio: 'ignore'
	});
	const address = `http://localhost:${port}`;
	while (!(await fetch(`${address}/sante/prete`).catch(() => null))?.ok) {
		if (child.exitCode !== null) throw new Error('the product did not start');
		await pause(50);
	}
	return { address, port, child };
}

async function end({ child }: Served, signal: NodeJS.Signals): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const ended = once(child, 'exit');
	child.kill(signal);
	await ended;
}

beforeAll(async () => {
	chmodSync(folder, 0o755);
	const program = { onEnd: (_: string, close: () => Promise<void>) => void (closeDatabase = close) };
	databaseUrl = await openDatabase(
		{ databaseUrl: '', dataFolder: folder },
		program as never,
		'npm test',
		() => undefined,
		true
	);
	process_ = await serve(await freePort());
	other = await serve(await freePort());
});

afterAll(async () => {
	await Promise.all([end(process_, 'SIGTERM'), end(other, 'SIGTERM')]);
	await closeDatabase?.();
	rmSync(folder, { recursive: true, force: true });
});

test('a process that is killed in mid-session loses nothing that was acknowledged, and everyone goes on within five seconds of its return', async () => {
	const host = await visitors.visit({ baseURL: other.address, path: '/connexion' });
	await follow(host, host.locator('button[name="personnage"][value="facilitator"]'));
	await host.goto('/direct/nouvelle');
	await host.locator('[name="title"]').fill('Salle qui tient');
	await follow(host, host.locator('main form button').last());
	const code = /\d{6}/.exec(host.url())![0];
	await host.goto(`/direct/${code}/preparation?type=open`);
	await host.locator('form[action*="/add"] [name="title"]').fill('Vos idées');
	await host.locator('[name="most"]').fill('20');
	await follow(host, host.locator('form[action*="/add"] button').last());
	await host.goto(`/direct/${code}/animation`);
	await host.locator('form[action="?/start"] button').first().click();

	await host.locator('form[action="?/showResults"] button').first().click();

	// The phone is at one process, the host and the wall at another.
	const phone = await visitors.visit({ baseURL: process_.address, path: `/direct/${code}` });
	await follow(phone, phone.locator('form[action="?/join"] button'));
	const wall = await visitors.visit({ baseURL: other.address, path: `/direct/${code}/ecran` });
	const here = await visitors.visit({ baseURL: process_.address, path: `/direct/${code}/ecran` });
	const send = async (text: string) => {
		await phone.locator('[name="text"]').fill(text);
		await phone.locator('form[data-answer] button').click();
	};
	await send('Avant la panne');
	await expect.poll(() => main(wall), soon).toContain('Avant la panne');

	// Several are on their way when the process dies; what it did not acknowledge is kept on the phone.
	for (let i = 1; i <= 5; i += 1) await send(`Pendant ${i}`);
	await end(process_, 'SIGKILL');
	for (let i = 6; i <= 10; i += 1) await send(`Pendant ${i}`);
	await expect.poll(() => main(phone), soon).toContain('gardée sur ce téléphone');
	await expect.poll(() => main(here), soon).toContain('Connexion perdue');
	process_ = await serve(process_.port);
	const back = performance.now();
	for (const page of [wall, here]) {
		const all = async () => {
			const said = await main(page);
			return Array.from({ length: 10 }, (_, i) => said.split(`Pendant ${i + 1}\n`).length - 1);
		};
		await expect.poll(all, { timeout: 12_000, interval: 100 }).toEqual(Array(10).fill(1));
	}
	console.info(`everyone went on ${Math.round(performance.now() - back)} ms after the return of the process`);
	await host.locator('form[action="?/pause"] button').click();
	await expect.poll(() => main(phone), soon).toContain('Petite pause');
}, 120_000);
