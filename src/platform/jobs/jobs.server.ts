import { sql } from 'drizzle-orm';
import { Logger, run, type Runner, type TaskList } from 'graphile-worker';
import type pg from 'pg';
import type { Database } from '../database.server.ts';
import { log } from '../logs.server.ts';

/** Each part that has jobs adds them here by declaration merging, so that names and payloads are checked. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- owners of jobs fill it
export interface JobPayloads {}

export type JobName = keyof JobPayloads & string;

export type Jobs = { [Name in JobName]: (payload: JobPayloads[Name]) => Promise<void> };

/**
 * Puts a job in the queue, inside the caller's transaction: it runs after the commit, at least once. With `onceAs`, one that waits
 * already under that name is enough.
 */
export async function enqueue<Name extends JobName>(
	tx: Database,
	name: Name,
	payload: JobPayloads[Name],
	{ runAt, onceAs }: { runAt?: Date; onceAs?: string } = {}
): Promise<void> {
	const when = runAt ? sql`, run_at => ${runAt.toISOString()}::timestamptz` : sql``;
	const once = onceAs ? sql`, job_key => ${onceAs}, job_key_mode => 'preserve_run_at'` : sql``;
	await tx.execute(
		sql`select graphile_worker.add_job(${name}, ${JSON.stringify(payload)}::json${when}${once})`
	);
}

/** The lines of the job queue, in the log of the application. */
export const jobLogger = new Logger(() => (level, message) => {
	const known = level === 'warning' ? 'warn' : level;
	if (known === 'error' || known === 'warn') log[known]({ from: 'jobs' }, message);
	else log.debug({ from: 'jobs' }, message);
});

/** Starts working on the queue with connections of the pool; `stop()` lets the jobs under way finish. */
export async function startJobs(pool: pg.Pool, jobs: Jobs, crontab = ''): Promise<Runner> {
	return run({
		pgPool: pool,
		taskList: jobs as unknown as TaskList,
		crontab,
		concurrency: 4,
		noHandleSignals: true,
		logger: jobLogger
	});
}
