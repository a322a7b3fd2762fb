import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Installs exactly the lock file, unless that is what is installed. Two at once take turns. */
export async function installWhenNeeded(root) {
	if (isInstalled(root)) return;
	const release = await takeTurn(root);
	try {
		if (isInstalled(root)) return;
		const begun = Date.now();
		process.stdout.write('Installing the packages of the lock file…');
		await npmCi(root);
		writeFileSync(stampOf(root), digestOfLock(root));
		console.log(` ${((Date.now() - begun) / 1000).toFixed(1)} s`);
	} finally {
		release();
	}
}

function isInstalled(root) {
	const digest = digestOfLock(root);
	if (read(stampOf(root)) === digest) return true;
	if (!matchesLock(root)) return false;
	writeFileSync(stampOf(root), digest);
	return true;
}

/** Whether what npm says that it installed is what the lock file asks for, as after `npm ci` by hand. */
function matchesLock(root) {
	const installed = read(join(root, 'node_modules/.package-lock.json'));
	if (!installed) return false;
	const here = JSON.parse(installed).packages;
	const wanted = JSON.parse(read(join(root, 'package-lock.json'))).packages;
	return Object.entries(wanted).every(([path, { version, integrity, optional }]) => {
		if (path === '') return true;
		return here[path] ? here[path].version === version && here[path].integrity === integrity : optional;
	});
}

function npmCi(root) {
	return new Promise((resolve, reject) => {
		const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
		const options = ['ci', '--no-audit', '--no-fund', '--loglevel=warn'];
		const child = spawn(npm, options, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
		let output = '';
		for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
		child.on('error', (error) =>
			reject(new Error(`\nnpm does not run (${error.message}). Install npm and start again.`))
		);
		child.on('exit', (code) => (code === 0 ? resolve() : reject(new Error(whyItFailed(output)))));
	});
}

function whyItFailed(output) {
	const lines = output.split('\n').filter((line) => line.trim() && !/EBADENGINE|npm warn/.test(line));
	const advice = 'Check the connection to the registry of npm and the room on the disk, then start again.';
	return `\nThe packages could not be installed. ${advice} npm said:\n${lines.slice(-12).join('\n')}`;
}

/** A folder outside node_modules, which npm empties; whoever makes it installs, the others wait. */
async function takeTurn(root) {
	const turn = join(
		tmpdir(),
		`maillage-install-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`
	);
	for (let hasSaid = false; ; hasSaid = true) {
		try {
			mkdirSync(turn);
			writeFileSync(join(turn, 'pid'), String(process.pid));
			return () => rmSync(turn, { recursive: true, force: true });
		} catch (error) {
			if (error.code !== 'EEXIST') throw error;
		}
		if (!hasSaid) console.log('Another process is installing the packages: waiting for it.');
		await pause(300);
		if (isAbandoned(turn)) rmSync(turn, { recursive: true, force: true });
	}
}

function isAbandoned(turn) {
	const pid = Number(read(join(turn, 'pid')));
	// Whoever has just made the folder has not written its number yet.
	if (!pid) return Date.now() - (statSync(turn, { throwIfNoEntry: false })?.mtimeMs ?? Date.now()) > 5000;
	try {
		process.kill(pid, 0);
		return false;
	} catch (error) {
		return error.code === 'ESRCH';
	}
}

function digestOfLock(root) {
	return createHash('sha256')
		.update(readFileSync(join(root, 'package-lock.json')))
		.digest('hex');
}

function stampOf(root) {
	return join(root, 'node_modules/.maillage-lock');
}

function read(file) {
	try {
		return readFileSync(file, 'utf8');
	} catch {
		return '';
	}
}
