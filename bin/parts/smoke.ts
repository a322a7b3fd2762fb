import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from './commands.ts';

const longestStart = 60_000;
const pages = ['/', '/sante', '/sante/prete'];

/** Starts what was built on a new data folder, as `npm start` does, asks for a few pages and stops it. */
export async function smokeStart(): Promise<void> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-smoke-'));
	const port = await freePort();
	const environment = { ...process.env, DATABASE_URL: undefined };
	const child = spawn(process.execPath, ['bin/start.ts'], {
		cwd: root,
		env: { ...environment, PORT: String(port), MAILLAGE_DATA: folder },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.on('data', (piece: Buffer) => (said += String(piece)));
	const ended = once(child, 'exit') as Promise<[number | null]>;
	try {
		await answering(`http://127.0.0.1:${port}`, () => child.exitCode === null);
		child.kill('SIGTERM');
		const [code] = await ended;
		if (code !== 0) throw new Error(`It ended with ${code} when asked to stop`);
	} catch (error) {
		child.kill('SIGTERM');
		await ended;
		throw new Error(`${(error as Error).message}. It said:\n${said}`, { cause: error });
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}

async function answering(address: string, isRunning: () => boolean): Promise<void> {
	const deadline = Date.now() + longestStart;
	while (!(await isListening(address))) {
		if (!isRunning() || Date.now() > deadline) throw new Error('It did not start');
		await pause(50);
	}
	for (const page of pages) {
		const { status } = await fetch(address + page);
		if (status !== 200) throw new Error(`${page} answered ${status}`);
	}
}

function isListening(address: string): Promise<boolean> {
	return fetch(`${address}/robots.txt`).then(
		() => true,
		() => false
	);
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
