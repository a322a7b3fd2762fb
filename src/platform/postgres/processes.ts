import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether a process of this number exists, ours or another user's. */
export function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** The command line of a process, or nothing when there is no such process. */
export function commandOf(pid: number): string {
	if (process.platform !== 'linux') {
		return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
	}
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
	} catch {
		return '';
	}
}

/** Waits until a process has ended; false when it has not after so many milliseconds. */
export async function hasEnded(pid: number, patience: number): Promise<boolean> {
	const deadline = Date.now() + patience;
	while (isAlive(pid)) {
		if (Date.now() > deadline) return false;
		await pause(10);
	}
	return true;
}
