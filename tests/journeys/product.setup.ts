import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freePort } from '../../bin/parts/smoke.ts';

declare module 'vitest' {
	interface ProvidedContext {
		products: string[];
	}
}

/** Starts the built product for each worker as its user would, with the demonstration world, on a free port and an empty folder. */
export default async function setup(project: TestProject) {
	const workers = project.vitest.config.maxWorkers;
	const started = await Promise.all(Array.from({ length: workers }, startProduct));
	project.provide(
		'products',
		started.map(({ address }) => address)
	);
	return async () => {
		await Promise.all(started.map(({ stop }) => stop()));
	};
}

async function startProduct() {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-journeys-'));
	const port = await freePort();
	const product = spawn(process.execPath, ['bin/start.ts'], {
		env: {
			...process.env,
			PORT: String(port),
			MAILLAGE_DATA: folder,
			LOG_LEVEL: 'warn',
			TRUST_PROXY: '1',
			INBOUND_MAIL_DOMAIN: 'reponses.exemple.fr',
			INBOUND_MAIL_SECRET: 'un secret pour les parcours, rien de plus'
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	let said = '';
	for (const stream of [product.stdout, product.stderr])
		stream.on('data', (words: Buffer) => (said += words));
	const address = `http://localhost:${port}`;
	await ready(address, () => said, product);
	const stop = async () => {
		const ended = new Promise((resolve) => product.once('exit', resolve));
		product.kill('SIGTERM');
		await ended;
		rmSync(folder, { recursive: true, force: true });
	};
	return { address, stop };
}

async function ready(address: string, said: () => string, product: { exitCode: number | null }) {
	for (const started = Date.now(); Date.now() - started < 120_000;) {
		if (product.exitCode !== null) break;
		const answer = await fetch(`${address}/sante/prete`).catch(() => null);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	throw new Error(`The product did not start:\n${said()}`);
}
