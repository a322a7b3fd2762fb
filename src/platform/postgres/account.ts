import { chownSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Trouble } from '../trouble.ts';

/** The user of the system under whom the server runs. */
export type Account = { uid: number; gid: number; name: string; isDropped: boolean };

/** Chooses the account of the server: the current user or, for root, `postgres` else `nobody`. Never root. */
export function accountOfServer(uid = process.getuid?.() ?? -1, users = readUsers()): Account {
	if (uid !== 0) return { ...known(uid, users), isDropped: false };

	const account =
		users.find(({ name }) => name === 'postgres') ?? users.find(({ name }) => name === 'nobody');
	if (account) return { ...account, isDropped: true };
	throw new Trouble(
		'PostgreSQL refuses to run as root and this system has neither a user “postgres” nor “nobody”. ' +
			'Start as another user, or set DATABASE_URL to a server of your own.'
	);
}

/** What to give `spawn` so that a program runs under the account. */
export function identityOf(account: Account): { uid?: number; gid?: number } {
	return account.isDropped ? { uid: account.uid, gid: account.gid } : {};
}

/** Gives a file or folder to the account, when it is not the account that is working. */
export function giveTo(account: Account, path: string): void {
	if (account.isDropped) chownSync(path, account.uid, account.gid);
}

/** Whether the account may go through all the folders above a path: true for anyone but a dropped root. */
export function canReach(account: Account, path: string): boolean {
	if (!account.isDropped) return true;
	const folder = dirname(path);
	if (!canEnter(account, folder)) return false;
	return folder === dirname(folder) || canReach(account, folder);
}

function canEnter(account: Account, folder: string): boolean {
	const { uid, gid, mode } = statSync(folder);
	if (uid === account.uid) return (mode & 0o100) !== 0;
	if (gid === account.gid) return (mode & 0o010) !== 0;
	return (mode & 0o001) !== 0;
}

type User = { uid: number; gid: number; name: string };

function known(uid: number, users: User[]): User {
	// macOS keeps people elsewhere than in /etc/passwd.
	if (process.platform !== 'linux') return { uid, gid: -1, name: String(uid) };
	const user = users.find((one) => one.uid === uid);
	if (user) return user;
	throw new Trouble(
		`PostgreSQL cannot run as user ${uid}, who has no entry in /etc/passwd. ` +
			'Start as a user that the system knows, or set DATABASE_URL to a server of your own.'
	);
}

/** Reads the users of the system in the format of /etc/passwd. */
export function readUsers(passwd = passwdFile()): User[] {
	return passwd
		.split('\n')
		.map((line) => line.split(':'))
		.filter((fields) => fields.length > 3)
		.map(([name, , uid, gid]) => ({ name: name!, uid: Number(uid), gid: Number(gid) }));
}

function passwdFile(): string {
	try {
		return readFileSync('/etc/passwd', 'utf8');
	} catch {
		return '';
	}
}
