import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Trouble, writingUnder } from '../trouble.ts';
import { accountOfServer, giveTo, identityOf, type Account } from './account.ts';
import { installedBinaries, unusable, usableBinaries } from './binaries.ts';
import { failed, makeCluster, serverEnvironment } from './cluster.ts';
import { homeOfServer, socketFolder } from './home.ts';
import { findPostmaster, forgetDeadPostmaster, urlOf } from './postmaster.ts';
import { hasEnded } from './processes.ts';

export type EmbeddedPostgres = { url: string; pid: number; adopted: boolean; stop(): Promise<void> };

type Options = {
	dataFolder: string;
	/** False for tests: quicker, and lost when the machine stops. */
	durable?: boolean;
	say: (line: string) => void;
	/** The folder of the server's binaries; by default, those of the npm package for this machine. */
	binaries?: string;
};

type Home = { folder: string; data: string; native: string; account: Account; isDurable: boolean };

const startingTime = 30_000;
const largestLog = 10_000_000;
const settings = ['listen_addresses=', 'unix_socket_permissions=0700', 'jit=off', 'timezone=UTC'];
const hurriedSettings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];

/**
 * Starts the embedded PostgreSQL on a data folder, or adopts the one that runs there already. It listens on a socket in
 * a folder closed to others, never on a port, never as root, and it outlives us unless `stop()` is called.
 */
export async function startPostgres(options: Options): Promise<EmbeddedPostgres> {
	const account = accountOfServer();
	const installed = options.binaries ?? installedBinaries();
	const folder = homeOfServer(options.dataFolder, account, options.say);
	const native = usableBinaries(installed, folder, account, options.say);
	const isDurable = options.durable ?? true;
	const data = await makeCluster(native, folder, account, isDurable);
	return adoptOrStart({ folder, data, native, account, isDurable });
}

async function adoptOrStart(home: Home): Promise<EmbeddedPostgres> {
	const deadline = Date.now() + startingTime;
	let child: Started | undefined;
	while (Date.now() < deadline) {
		const found = await findPostmaster(home.data);
		if (found) {
			const { pid, socket } = found;
			return { url: urlOf(socket), pid, adopted: pid !== child?.pid, stop: () => stop(found, home) };
		}
		if (child?.isOver) await considerFailure(child, home);
		if (!child || child.isOver) child = launch(home);
		await pause(10);
	}
	throw failed('starting: it gave no answer in 30 seconds', logOf(home));
}

type Started = { pid: number | undefined; isOver: boolean; error?: Error; socket: string; logStart: number };

function launch(home: Home): Started {
	forgetDeadPostmaster(home.data);
	const socket = socketFolder(home.folder, home.account);
	const log = openLog(home);
	const logStart = statSync(join(home.folder, 'server.log')).size;
	const all = [...settings, `unix_socket_directories="${socket.replaceAll('"', '""')}"`];
	if (!home.isDurable) all.push(...hurriedSettings);

	const child: ChildProcess = spawn(
		join(home.native, 'bin/postgres'),
		['-D', home.data, '-p', '5432', ...all.flatMap((setting) => ['-c', setting])],
		// Detached: Ctrl-C in a terminal is for us, and we stop the server after the last request.
		{
			...identityOf(home.account),
			env: serverEnvironment,
			stdio: ['ignore', log, log],
			cwd: '/',
			detached: true
		}
	);
	closeSync(log);
	child.unref();
	const started: Started = { pid: child.pid, isOver: false, socket, logStart };
	child.on('error', (error) => Object.assign(started, { isOver: true, error }));
	child.on('exit', () => Object.assign(started, { isOver: true }));
	return started;
}

/** Decides after a server that ended at once: wait for what another process is doing, or give up in clear words. */
async function considerFailure(child: Started, home: Home): Promise<void> {
	if (child.error) throw unusable(join(home.native, 'bin/postgres'), child.error);
	const output = logOf(home).slice(child.logStart);
	const isTakenByAnother = /postmaster\.pid" already exists|shared memory block|could not lock/.test(output);
	if (!isTakenByAnother) throw failed('starting', output);
	await pause(200);
}

async function stop({ pid, socket }: { pid: number; socket: string }, home: Home): Promise<void> {
	for (const [signal, patience] of [
		['SIGINT', 15_000],
		['SIGQUIT', 5000],
		['SIGKILL', 1000]
	] as const) {
		try {
			process.kill(pid, signal);
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code === 'ESRCH') break;
			throw new Trouble(
				`The embedded PostgreSQL (process ${pid}) belongs to another user: it keeps running.`
			);
		}
		if (await hasEnded(pid, patience)) break;
	}
	if (!socket.startsWith(home.folder)) rmSync(socket, { recursive: true, force: true });
}

function openLog(home: Home): number {
	const file = join(home.folder, 'server.log');
	return writingUnder(home.folder, () => {
		const log = openSync(file, 'a', 0o600);
		giveTo(home.account, file);
		if (statSync(file).size < largestLog) return log;
		closeSync(log);
		return openSync(file, 'w', 0o600);
	});
}

function logOf(home: Home): string {
	return readFileSync(join(home.folder, 'server.log'), 'latin1');
}
