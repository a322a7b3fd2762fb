import { fork, spawn, type ChildProcess } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser } from './load.ts';
import { freePort } from '../bin/parts/smoke.ts';

export type Product = { url: string; processes: number[]; application: number; stop(): Promise<void> };

/** Starts the product with its demonstration in an empty folder, as `npm start` does. */
export async function startProduct(): Promise<Product> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	const port = await freePort();
	const env = { ...process.env, PORT: String(port), MAILLAGE_DATA: folder, LOG_LEVEL: 'error' };
	const starter = spawn(process.execPath, ['bin/maillage.mjs', 'start'], {
		env,
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const url = `http://127.0.0.1:${port}`;
	while (!(await fetch(`${url}/sante/prete`).catch(() => null))?.ok) {
		if (starter.exitCode !== null) throw new Error('the product did not start');
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	const stop = async () => {
		await ended(starter);
		rmSync(folder, { recursive: true, force: true });
	};
	const application = childOf(starter.pid!);
	return { url, application, processes: [application, databaseOf(folder)], stop };
}

function childOf(id: number): number {
	return Number(readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim().split(' ')[0]);
}

function databaseOf(folder: string): number {
	const [found] = globSync('**/postmaster.pid', { cwd: folder });
	return Number(readFileSync(join(folder, found!), 'utf8').split('\n')[0]);
}

/** Starts a bare server that sends what the product answers for an address. */
export async function startBare(url: string, headers: Record<string, string>) {
	const answer = await raw(url, headers);
	const bare = fork('bench/bare.ts', { stdio: 'inherit' });
	bare.send(answer);
	const { port } = await new Promise<{ port: number }>((resolve) => bare.once('message', resolve as never));
	return { url: `http://127.0.0.1:${port}/`, processes: [bare.pid!], stop: () => ended(bare) };
}

const ofTheConnection = new Set(['transfer-encoding', 'connection', 'keep-alive']);

/** An answer as it travels, still compressed. */
function raw(url: string, headers: Record<string, string>) {
	return new Promise<{ headers: Record<string, unknown>; body: string; status: number }>(
		(resolve, reject) => {
			get(url, { headers: { 'accept-encoding': browser, ...headers } }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => {
					const body = Buffer.concat(chunks);
					const kept = Object.entries(response.headers).filter(([name]) => !ofTheConnection.has(name));
					const sent = { ...Object.fromEntries(kept), 'content-length': String(body.length) };
					resolve({ headers: sent, body: body.toString('base64'), status: response.statusCode! });
				});
			}).on('error', reject);
		}
	);
}

async function ended(child: ChildProcess): Promise<void> {
	const gone = new Promise((resolve) => child.once('exit', resolve));
	child.kill('SIGTERM');
	await gone;
}
