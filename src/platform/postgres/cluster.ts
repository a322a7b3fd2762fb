import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble, writingUnder } from '../trouble.ts';
import { identityOf, type Account } from './account.ts';
import { unusable } from './binaries.ts';
import { isAlive } from './processes.ts';

const encodingAndOrder = ['-E', 'UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=fr-FR'];

/** The major version of PostgreSQL whose data this launcher makes and reads. */
const majorVersion = '18';

/** What the server's programs see of our environment: nothing that changes their language, zone or behaviour. */
export const serverEnvironment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

/**
 * Makes the data of the server when there is none. It is made aside and renamed into place, so that a kill at any
 * moment leaves either nothing or all of it.
 */
export async function makeCluster(
	native: string,
	home: string,
	account: Account,
	isDurable: boolean
): Promise<string> {
	const data = join(home, 'data');
	if (existsSync(data)) return checkVersion(data);

	removeUnfinished(home);
	const unfinished = join(home, `unfinished-${process.pid}-${Date.now()}`);
	const options = [...encodingAndOrder, '-U', 'postgres', '-A', 'trust', '--no-instructions'];
	if (!isDurable) options.push('--no-sync');
	await runInitdb(join(native, 'bin/initdb'), ['-D', unfinished, ...options], account);
	return putInPlace(unfinished, data);
}

function putInPlace(unfinished: string, data: string): string {
	try {
		renameSync(unfinished, data);
	} catch (error) {
		// Two processes started at once, and the other one was first.
		if (!existsSync(join(data, 'PG_VERSION'))) throw error;
		removeQuietly(unfinished);
	}
	return data;
}

function removeUnfinished(home: string): void {
	for (const name of readdirSync(home)) {
		const [, pid] = /^unfinished-(\d+)-/.exec(name) ?? [];
		if (pid && !isAlive(Number(pid))) removeQuietly(join(home, name));
	}
}

function removeQuietly(folder: string): void {
	try {
		rmSync(folder, { recursive: true, force: true });
	} catch {
		// The initdb of a killed process may still be writing there: a later first start removes it.
	}
}

async function runInitdb(initdb: string, options: string[], account: Account): Promise<void> {
	const output: Buffer[] = [];
	const code = await new Promise<number | null>((resolve, reject) => {
		const child = spawn(initdb, options, { ...identityOf(account), env: serverEnvironment, cwd: '/' });
		child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
		child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
		child.on('error', (error) => reject(unusable(initdb, error)));
		child.on('close', resolve);
	});
	if (code !== 0) throw failed('making its data', Buffer.concat(output).toString());
}

/** Says why a program of PostgreSQL failed, from the last lines that it wrote. */
export function failed(doing: string, output: string): Trouble {
	if (/no space left on device/i.test(output)) {
		return new Trouble(
			`The disk is full: PostgreSQL failed while ${doing}. Free some space and start again: nothing was lost.`
		);
	}
	const lines = output.trim().split('\n').slice(-8).join('\n');
	return new Trouble(`The embedded PostgreSQL failed while ${doing}:\n${lines}`);
}

function checkVersion(data: string): string {
	const version = writingUnder(data, () => readVersion(data));
	if (version === majorVersion) return data;
	throw new Trouble(
		`${data} holds data of PostgreSQL ${version}; this version of Maillage brings PostgreSQL ${majorVersion}. ` +
			'Start the version of Maillage that made it, run `npm run backup`, and restore that file into a new MAILLAGE_DATA.'
	);
}

function readVersion(data: string): string {
	if (!readdirSync(data).includes('PG_VERSION')) return 'an unknown version';
	return readFileSync(join(data, 'PG_VERSION'), 'utf8').trim();
}
