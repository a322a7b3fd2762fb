import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { commandOf, isAlive } from './processes.ts';

/** A server that runs on a data folder: its process and the folder of its socket. */
export type Postmaster = { pid: number; socket: string };

/** The server that answers on a data folder, or nothing when none does (yet). */
export async function findPostmaster(data: string): Promise<Postmaster | undefined> {
	const [pid, , , , socket, , , state] = pidFileLines(data);
	if (!socket || state !== 'ready' || !isAlive(Number(pid))) return undefined;
	const found = { pid: Number(pid), socket };
	return (await answers(found, data)) ? found : undefined;
}

/**
 * Forgets a server that was killed when its number now belongs to another program (after a restart of the machine or
 * of a container): PostgreSQL alone would take that program for a running server, and never start again.
 */
export function forgetDeadPostmaster(data: string): void {
	const pid = Number(pidFileLines(data)[0] ?? 0);
	if (pid && isAlive(pid) && !commandOf(pid).includes('postgres')) rmSync(join(data, 'postmaster.pid'));
}

/** The address of a server by its socket, as `pg` reads it. */
export function urlOf(socket: string): string {
	return `postgres://postgres@/postgres?host=${encodeURIComponent(socket)}&port=5432`;
}

function pidFileLines(data: string): string[] {
	try {
		return readFileSync(join(data, 'postmaster.pid'), 'utf8')
			.split('\n')
			.map((line) => line.trim());
	} catch {
		return [];
	}
}

async function answers({ socket }: Postmaster, data: string): Promise<boolean> {
	const client = new pg.Client({ connectionString: urlOf(socket), connectionTimeoutMillis: 2000 });
	client.on('error', () => undefined);
	try {
		await client.connect();
		const { rows } = await client.query<{ data_directory: string }>('show data_directory');
		return rows[0]?.data_directory === data;
	} catch {
		return false;
	} finally {
		await client.end().catch(() => undefined);
	}
}
