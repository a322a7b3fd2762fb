import { fork, spawn, type ChildProcess } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { browser } from './load.ts';
import { freePort } from '../bin/parts/smoke.ts';

export type Product = { url: string; processes: number[]; application: number; stop(): Promise<void> };

/** A database that is filled already, and the process of its server. */
export type Filled = { url: string; process: number };

/** Starts the product as `npm start` does: with its demonstration in an empty folder, or on a database that is filled. */
export async function startProduct(filled?: Filled): Promise<Product> {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-bench-'));
	const port = await freePort();
	const own = { PORT: String(port), MAILLAGE_DATA: folder, LOG_LEVEL: 'error' };
	const env = { ...process.env, ...own, DATABASE_URL: filled?.url ?? '' };
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
	return { url, application, processes: [application, filled?.process ?? databaseOf(folder)], stop };
}

function childOf(id: number): number {
	return Number(readFileSync(`/proc/${id}/task/${id}/children`, 'utf8').trim().split(' ')[0]);
}

function databaseOf(folder: string): number {
	const [found] = globSync('**/postmaster.pid', { cwd: folder });
	return Number(readFileSync(join(folder, found!), 'utf8').split('\n')[0]);
}

/** Signs in as the ally of the demonstration; what a browser would send back. */
export async function signIn({ url }: Product): Promise<string> {
	const answer = await fetch(`${url}/demonstration/personnage`, {
		method: 'POST',
		redirect: 'manual',
		headers: { origin: url },
		body: new URLSearchParams({ personnage: 'ally' })
	});
	const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
	if (cookies.length === 0) throw new Error(`signing in answered ${answer.status}`);
	return cookies.join('; ');
}

/** Bytes that a first view of a page costs as they travel, with its styles, its font, its scripts and its pictures. */
export async function firstView(url: string): Promise<number> {
	const html = await (await fetch(url)).text();
	const linked = [...html.matchAll(/<(?:link|script|img)\b[^>]*?\b(?:href|src)="([^"]+)"[^>]*>/g)]
		.filter(([tag]) => !/rel="(?:alternate|canonical|search)"/.test(tag))
		.map(([, address]) => new URL(address!, url).href);
	let total = 0;
	for (const address of new Set([url, ...linked]))
		total += Buffer.from((await raw(address, {})).body, 'base64').length;
	return total;
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
