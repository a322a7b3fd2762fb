import pg from 'pg';
import { setTimeout as pause } from 'node:timers/promises';
import { startPostgres } from '#platform/postgres/launcher.ts';
import type { Settings } from '#platform/settings.server.ts';
import { Trouble } from '#platform/trouble.ts';
import type { Program } from './program.ts';
import type { Say } from './progress.ts';

/** Any constant: whoever holds it on the embedded server owns the data folder. */
const ownersLock = 7_243_300;
const oldestServer = 15;
const patience = 15_000;

type Opening = Pick<Settings, 'databaseUrl' | 'dataFolder'>;

/**
 * Opens the database of the settings and returns its address: the server of one's own, or the embedded one. The first
 * program on a data folder owns the embedded server and stops it at its end; a later one borrows it, unless it asks to
 * be the only one.
 */
export async function openDatabase(
	settings: Opening,
	program: Program,
	name: string,
	say: Say,
	isAlone = false
): Promise<string> {
	if (settings.databaseUrl) {
		await waitForServer(settings.databaseUrl, say);
		return settings.databaseUrl;
	}
	const { url, stop } = await startPostgres({ dataFolder: settings.dataFolder, say });
	const owner = await own(url, name);
	if (typeof owner === 'string') {
		if (isAlone) throw alreadyServed(settings.dataFolder, owner);
		return url;
	}
	program.onEnd('the embedded database', async () => {
		await owner.end().catch(() => undefined);
		await stop();
	});
	return url;
}

/** Takes the ownership of the embedded server: a connection that keeps it, or who has it already. */
async function own(url: string, name: string): Promise<pg.Client | string> {
	const application_name = `${name} (process ${process.pid})`;
	const client = new pg.Client({ connectionString: url, application_name });
	client.on('error', () => undefined);
	await client.connect();
	const { rows } = await client.query<{ isOurs: boolean }>('select pg_try_advisory_lock($1) as "isOurs"', [
		ownersLock
	]);
	if (rows[0]?.isOurs) return client;

	const { rows: owners } = await client.query<{ name: string }>(
		`select application_name as name from pg_stat_activity join pg_locks using (pid)
		where locktype = 'advisory' and objid = $1 and granted`,
		[ownersLock]
	);
	await client.end();
	return owners[0]?.name ?? 'another program';
}

function alreadyServed(dataFolder: string, owner: string): Trouble {
	return new Trouble(
		`The data of ${dataFolder} are already in use by ${owner}. Use that one, stop it, ` +
			'or give this one data and a port of its own: MAILLAGE_DATA=other PORT=3001 npm start'
	);
}

/** Waits until a server of one's own answers, trying again for fifteen seconds, and checks its version. */
export async function waitForServer(databaseUrl: string, say: Say, limit = patience): Promise<void> {
	const deadline = Date.now() + limit;
	for (let wait = 250, tries = 1; ; wait *= 2, tries++) {
		const failure = await failureOf(databaseUrl);
		if (!failure) return;
		const isLast = Date.now() + wait > deadline;
		if (!isPassing(failure) || isLast) throw unreachable(databaseUrl, failure, tries);
		if (tries === 1)
			say(`no answer yet from ${withoutPassword(databaseUrl)} (${reason(failure)}): trying again`);
		await pause(wait);
	}
}

type Failure = Error & { code?: string };

async function failureOf(databaseUrl: string): Promise<Failure | undefined> {
	const client = new pg.Client({ connectionString: databaseUrl, connectionTimeoutMillis: 5000 });
	client.on('error', () => undefined);
	try {
		await client.connect();
		const { rows } = await client.query<{ version: number }>(
			`select current_setting('server_version_num')::int / 10000 as version`
		);
		const { version = 0 } = rows[0] ?? {};
		if (version >= oldestServer) return undefined;
		return new Error(`it is PostgreSQL ${version}, and Maillage needs ${oldestServer} or later`);
	} catch (error) {
		return error as Failure;
	} finally {
		await client.end().catch(() => undefined);
	}
}

/** Whether a failure may go away by itself: a server that starts, a network that comes back. */
function isPassing({ code, message }: Failure): boolean {
	const passing = [
		'ECONNREFUSED',
		'ECONNRESET',
		'ENOTFOUND',
		'EAI_AGAIN',
		'ETIMEDOUT',
		'EHOSTUNREACH',
		'ENOENT'
	];
	return (
		passing.includes(code ?? '') ||
		['57P03', '53300'].includes(code ?? '') ||
		/timeout|terminated/.test(message)
	);
}

function unreachable(databaseUrl: string, failure: Failure, tries: number): Trouble {
	const often = tries > 1 ? ` after ${tries} tries` : '';
	return new Trouble(
		`The database ${withoutPassword(databaseUrl)} cannot be used${often}: ${reason(failure)}. ` +
			'Check that the server runs and that DATABASE_URL is right; without DATABASE_URL, Maillage brings its own.'
	);
}

function reason({ code, message }: Failure): string {
	return message || code || 'no answer';
}

function withoutPassword(databaseUrl: string): string {
	return databaseUrl.replace(/:\/\/[^@/]*@/, '://').replace(/\?.*/, '');
}
