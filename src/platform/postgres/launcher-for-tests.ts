import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { startPostgres } from './launcher.ts';

const launcher = new URL('./launcher.ts', import.meta.url).href;

/** A folder that everyone may enter, removed after the test. */
export function openFolder(name = 'data'): string {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-launcher-'));
	chmodSync(folder, 0o755);
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return join(folder, name);
}

/** Starts a server that is stopped after the test, and keeps what it said. */
export async function startForTest(
	dataFolder: string,
	options: { binaries?: string; durable?: boolean } = {}
) {
	const said: string[] = [];
	const server = await startPostgres({
		durable: false,
		...options,
		dataFolder,
		say: (line) => said.push(line)
	});
	onTestFinished(() => server.stop());
	return { ...server, said: said.join('\n') };
}

/** Starts a server from another process, which is returned once it said something (or ended). */
export async function startElsewhere(dataFolder: string, as: { uid?: number; gid?: number } = {}) {
	const program = `import { startPostgres } from '${launcher}';
		process.stdout.write('begun\\n');
		await startPostgres({ dataFolder: ${JSON.stringify(dataFolder)}, durable: false, say: console.log })
			.then(({ pid }) => console.log('running', pid), (error) => console.log(error.name + ': ' + error.message));
		setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', program], { ...as, cwd: '/' });
	onTestFinished(() => void child.kill('SIGKILL'));
	let output = '';
	child.stdout.on('data', (chunk) => (output += chunk));
	child.stderr.on('data', (chunk) => (output += chunk));
	const says = async (words: string | RegExp) => {
		for (let tries = 0; tries < 1000; tries++) {
			const found = output.match(words);
			if (found) return found;
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
		throw new Error(`It never said ${words}: ${output}`);
	};
	return { child, says };
}

/** Asks a server one question. */
export async function ask(url: string, question: string): Promise<Record<string, unknown>[]> {
	const client = new pg.Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query(question)).rows as Record<string, unknown>[];
	} finally {
		await client.end();
	}
}
