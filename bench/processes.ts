import { readdirSync, readFileSync } from 'node:fs';

/** Clock ticks a second: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

type Status = { parent: number; milliseconds: number };

/** Processor time (user and system, milliseconds) that a process and all that it started have used, from /proc. */
export function processorTime(root: number): number {
	const statuses = new Map<number, Status>();
	for (const name of readdirSync('/proc')) {
		const status = /^\d+$/.test(name) ? statusOf(Number(name)) : null;
		if (status) statuses.set(Number(name), status);
	}
	let total = 0;
	for (const [id, { milliseconds }] of statuses) if (isUnder(statuses, id, root)) total += milliseconds;
	return total;
}

export type Spent = { seconds: number; processor: number };

/** A clock that says, each time that it is asked, how many seconds went by since the last time, and how many of processor these processes used. */
export function spentBy(processes: number[]): () => Spent {
	const now = () => ({
		seconds: performance.now() / 1000,
		processor: processes.reduce((total, id) => total + processorTime(id), 0) / 1000
	});
	let last = now();
	return () => {
		const [before, at] = [last, now()];
		last = at;
		return { seconds: at.seconds - before.seconds, processor: at.processor - before.processor };
	};
}

/** Resident memory of one process, in megabytes. */
export function residentMemory(id: number): number {
	const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
	return Number(kilobytes) / 1024;
}

function isUnder(statuses: Map<number, Status>, id: number, root: number): boolean {
	for (let at: number | undefined = id; at; at = statuses.get(at)?.parent) if (at === root) return true;
	return false;
}

function statusOf(id: number): Status | null {
	try {
		const fields = readFileSync(`/proc/${id}/stat`, 'utf8')
			.replace(/^.*\) /, '')
			.split(' ');
		const ticks = [11, 12, 13, 14].reduce((sum, field) => sum + Number(fields[field]), 0);
		return { parent: Number(fields[1]), milliseconds: (ticks * 1000) / ticksPerSecond };
	} catch {
		return null;
	}
}
