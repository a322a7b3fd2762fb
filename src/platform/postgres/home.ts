import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { writingUnder } from '../trouble.ts';
import { canReach, giveTo, type Account } from './account.ts';

/** A Unix socket's whole path has at most 107 bytes on Linux and 103 on macOS; the file is `/.s.PGSQL.5432`. */
const longestSocketFolder = 103 - '/.s.PGSQL.5432'.length;

/**
 * The folder of the server: `postgres` in the data folder or, when the server's account cannot go there (a project
 * under a closed home), a folder of its own under /var/lib, which is said.
 */
export function homeOfServer(dataFolder: string, account: Account, say: (line: string) => void): string {
	const home = writingUnder(dataFolder, () => {
		const folder = join(makeFolder(resolve(dataFolder)), 'postgres');
		if (canReach(account, folder)) return folder;

		const elsewhere = join('/var/lib', `maillage-${fingerprint(folder)}`);
		say(`the user “${account.name}” cannot reach ${dataFolder}: the database is in ${elsewhere}`);
		return elsewhere;
	});
	return writingUnder(home, () => ownFolder(home, account, 0o755));
}

/** The folder of the socket: closed to others, in the server's home unless the path would be too long for a socket. */
export function socketFolder(home: string, account: Account): string {
	const folder = join(home, 'socket');
	if (Buffer.byteLength(folder) <= longestSocketFolder) return ownFolder(folder, account, 0o700);

	const short = mkdtempSync(join(tmpdir(), 'maillage-'));
	giveTo(account, short);
	return short;
}

function makeFolder(folder: string): string {
	if (!existsSync(folder)) mkdirSync(folder, { recursive: true, mode: 0o755 });
	const real = realpathSync(folder);
	const { mode, uid } = statSync(real);
	// Ours, and only passed through: its own files keep their modes.
	if (uid === process.getuid?.() && (mode & 0o111) !== 0o111) chmodSync(real, (mode & 0o7777) | 0o111);
	return real;
}

function ownFolder(folder: string, account: Account, mode: number): string {
	if (!existsSync(folder)) mkdirSync(folder, { mode });
	if (!lstatSync(folder).isDirectory()) throw Object.assign(new Error(folder), { code: 'ENOTDIR' });
	giveTo(account, folder);
	if (account.isDropped || statSync(folder).uid === account.uid) chmodSync(folder, mode);
	return folder;
}

function fingerprint(text: string): string {
	return createHash('sha256').update(text).digest('hex').slice(0, 12);
}
