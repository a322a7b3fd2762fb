import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

const node = `node_modules/node-${process.platform}-${process.arch}/bin/node`;

/** A project with our launcher, a program, a lock file, and an npm that only notes that it was called. */
function project({ npm = 'sleep 0.3' } = {}) {
	const root = mkdtempSync(join(tmpdir(), 'maillage-project-'));
	onTestFinished(() => rmSync(root, { recursive: true, force: true }));
	for (const file of ['maillage.mjs', 'install.mjs']) cpSync(join('bin', file), join(root, 'bin', file));
	writeFileSync(join(root, 'package-lock.json'), '{"packages":{"":{},"node_modules/a":{"version":"1"}}}');
	write(
		root,
		'bin/greet.ts',
		`const name: string = process.argv[2]!; console.log('hello', name); process.exitCode = 7;`
	);
	write(
		root,
		'bin/wait.ts',
		`process.on('SIGTERM', () => process.exit(5)); console.log('waiting'); setInterval(() => {}, 1000);`
	);
	write(
		root,
		'fake/npm',
		`#!/bin/sh\necho called >> "${root}/calls"\nmkdir -p "${root}/node_modules"\n${npm}\n`,
		0o755
	);
	return root;
}

function write(root: string, path: string, text: string, mode = 0o644): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), text, { mode });
}

function run(root: string, ...options: string[]) {
	const path = `${join(root, 'fake')}:${process.env.PATH}`;
	const child = spawn(process.execPath, [join(root, 'bin/maillage.mjs'), ...options], {
		env: { ...process.env, PATH: path }
	});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece) => (output += String(piece)));
	const ended = once(child, 'close').then(([code]) => ({ code: code as number, output }));
	return { child, ended, said: () => output };
}

const calls = (root: string) => readFileSync(join(root, 'calls'), 'utf8').trim().split('\n').length;

test('packages are installed when they are missing, and again only when the lock file changes', async () => {
	const root = project();
	const first = await run(root, 'greet', 'Ada').ended;
	expect(first).toMatchObject({ code: 7 });
	expect(first.output).toMatch(/Installing the packages of the lock file… \d\.\d s\nhello Ada/);
	expect((await run(root, 'greet', 'Ada').ended).output).toBe('hello Ada\n');
	expect(calls(root)).toBe(1);

	writeFileSync(join(root, 'package-lock.json'), '{"packages":{"node_modules/a":{"version":"2"}}}');
	await run(root, 'greet', 'Ada').ended;
	expect(calls(root)).toBe(2);
});

test('two first starts at once install once', async () => {
	const root = project();
	const both = await Promise.all([run(root, 'greet', 'Ada').ended, run(root, 'greet', 'Bo').ended]);
	expect(both.map(({ code }) => code)).toEqual([7, 7]);
	expect(calls(root)).toBe(1);
});

test('what someone installed by hand is left alone when it fits the lock file', async () => {
	const root = project();
	write(root, 'node_modules/.package-lock.json', '{"packages":{"node_modules/a":{"version":"1"}}}');
	await run(root, 'greet', 'Ada').ended;
	expect(existsSync(join(root, 'calls'))).toBe(false);
});

test('an installation that fails shows the last words of npm, and is done again next time', async () => {
	const npm = 'echo "npm warn EBADENGINE noise" >&2; echo "npm error network is down" >&2; exit 1';
	const root = project({ npm });
	const { code, output } = await run(root, 'greet', 'Ada').ended;
	expect(code).toBe(1);
	expect(output).toMatch(/could not be installed[^]*start again[^]*network is down/);
	expect(output).not.toContain('EBADENGINE');
	await run(root, 'greet', 'Ada').ended;
	expect(calls(root)).toBe(2);
});

test('a signal reaches the program, whose exit code comes back', async () => {
	const root = project();
	const { child, ended, said } = run(root, 'wait');
	while (!said().includes('waiting')) await new Promise((resolve) => setTimeout(resolve, 20));
	child.kill('SIGTERM');
	expect((await ended).code).toBe(5);
});

test('the Node of the lock file runs the program, when it can', async () => {
	const root = project();
	mkdirSync(join(root, dirname(node)), { recursive: true });
	symlinkSync(process.execPath, join(root, node));
	expect((await run(root, 'greet', 'Ada').ended).output).toContain('hello Ada');

	// Made for another C library, it does not run at all: this Node is recent enough to take over.
	rmSync(join(root, node));
	write(root, node, '#!/lib/ld-not-here.so.1\n', 0o755);
	expect((await run(root, 'greet', 'Ada').ended).output).toContain('hello Ada');
});

test('an unknown program is answered with the known ones', async () => {
	const { code, output } = await run(project(), 'strat').ended;
	expect(code).toBe(1);
	expect(output).toMatch(/no program “strat”.*There are: greet, wait/);
});
