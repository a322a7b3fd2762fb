import autocannon from 'autocannon';
import { processorTime } from './processes.ts';

export type Measured = { perSecond: number; p50: number; p99: number; processor: number; failures: number };

/** What browsers accept in 2026. */
export const browser = 'gzip, deflate, br, zstd';

type Target = { url: string; headers?: Record<string, string>; processes: number[]; connections?: number };

/**
 * Asks for one address over 50 connections, or as many as are told, for some seconds: answers a second, milliseconds at the
 * median and at the 99th percentile, and milliseconds of processor time an answer cost the processes that made it.
 */
export async function load(
	{ url, headers = {}, processes, connections = 50 }: Target,
	seconds: number
): Promise<Measured> {
	const before = sum(processes);
	const result = await autocannon({
		url,
		headers: { 'accept-encoding': browser, ...headers },
		connections,
		duration: seconds
	});
	const answers = result.requests.total;
	return {
		perSecond: answers / result.duration,
		p50: result.latency.p50,
		p99: result.latency.p99,
		processor: (sum(processes) - before) / answers,
		failures: result.errors + result.timeouts + result.non2xx
	};
}

function sum(processes: number[]): number {
	return processes.reduce((total, id) => total + processorTime(id), 0);
}

/** The run in the middle of several, by answers a second: one disturbed run does not count. */
export function median(runs: Measured[]): Measured {
	const sorted = runs.toSorted((one, other) => one.perSecond - other.perSecond);
	return sorted[Math.floor(sorted.length / 2)]!;
}
