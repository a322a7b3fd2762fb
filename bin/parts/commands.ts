import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the project. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

export type Finished = { code: number; output: string };

/** Runs a program of an npm package with our own Node, and keeps what it says. */
export function runPackage(
	script: string,
	options: string[],
	environment: NodeJS.ProcessEnv = {}
): Promise<Finished> {
	return new Promise((resolve, reject) => {
		const child = spawn(process.execPath, [join(root, 'node_modules', script), ...options], {
			cwd: root,
			env: { ...process.env, ...environment },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		const pieces: Buffer[] = [];
		for (const stream of [child.stdout, child.stderr])
			stream.on('data', (piece: Buffer) => pieces.push(piece));
		child.on('error', reject);
		child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(pieces).toString() }));
	});
}
