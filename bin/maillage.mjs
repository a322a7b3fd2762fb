// Runs a program of this folder: `node bin/maillage.mjs start`. Plain JavaScript for any Node from 20 on, with nothing
// installed: it installs what the lock file says, then hands over to the Node that the lock file pins.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { installWhenNeeded } from './install.mjs';

const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const [name = '', ...rest] = process.argv.slice(2);
const program = join(root, 'bin', `${name}.ts`);
// V8 takes what a large machine has. The server keeps to what it needs: 285 MB of memory after 100,000 requests, of which its live
// objects take 65 (`npm run bench -- pages`).
const frugal = name === 'start' ? ['--max-semi-space-size=8', '--max-old-space-size=256'] : [];

try {
	if (!/^[a-z]+$/.test(name) || !existsSync(program))
		throw new Error(`There is no program “${name}”. ${known()}`);
	await installWhenNeeded(root);
	run(pinnedNode());
} catch (error) {
	console.error(error.message);
	process.exitCode = 1;
}

function run(node) {
	const env = { MALLOC_ARENA_MAX: '2', ...process.env };
	const child = spawn(node, [...frugal, program, ...rest], { stdio: 'inherit', cwd: root, env });
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
	child.on('error', (error) => {
		if (node !== process.execPath && isRecent()) return run(process.execPath);
		console.error(whyItDoesNotRun(node, error));
		process.exitCode = 1;
	});
	child.on('exit', (code, signal) => {
		process.exitCode = code ?? 128 + (signal === 'SIGINT' ? 2 : 15);
	});
}

function pinnedNode() {
	const pinned = join(root, `node_modules/node-${process.platform}-${process.arch}/bin/node`);
	if (existsSync(pinned)) return pinned;
	if (isRecent()) return process.execPath;
	throw new Error(
		`Maillage needs Node 24, which npm does not carry for ${process.platform}-${process.arch}; this is ` +
			`${process.versions.node}. Install Node 24 (https://nodejs.org) and start again.`
	);
}

/** Whether this Node runs TypeScript by itself. */
function isRecent() {
	const [major, minor] = process.versions.node.split('.').map(Number);
	return major >= 24 || (major === 22 && minor >= 18);
}

function whyItDoesNotRun(node, { code, message }) {
	if (code === 'EACCES')
		return `${node} may not be executed: give it back its permission (chmod +x), or install Node 24.`;
	if (code !== 'ENOENT') return `${node} does not run: ${message}`;
	return `${node} does not run on this system, made for another C library (Alpine?). Install Node 24 and start again.`;
}

function known() {
	const names = readdirSync(join(root, 'bin')).filter((file) => /^[a-z]+\.ts$/.test(file));
	return `There are: ${names.map((file) => file.slice(0, -3)).join(', ')}.`;
}
