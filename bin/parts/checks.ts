import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runPackage, type Finished } from './commands.ts';
import { seconds } from './progress.ts';

export type Outcome = { passed: number; failed: number; output: string };
export type Check = { name: string; run: () => Promise<Outcome> };

/** A check that is one program of a package: it passes when the program ends well. */
export function program(name: string, script: string, ...options: string[]): Check {
	return { name, run: async () => onePoint(await runPackage(script, options)) };
}

/** A check that is a suite of Vitest: each of its tests counts. */
export function suite(name: string, config: string): Check {
	return {
		name,
		async run() {
			const folder = mkdtempSync(join(tmpdir(), 'maillage-suite-'));
			const report = join(folder, 'report.json');
			const options = [
				'run',
				'--config',
				config,
				'--reporter=default',
				'--reporter=json',
				`--outputFile=${report}`
			];
			const finished = await runPackage('vitest/vitest.mjs', options, { NO_COLOR: '1' });
			const counts = countsIn(report);
			rmSync(folder, { recursive: true });
			// A suite that ends badly without a failed test (it did not load, an error escaped) is a failure too.
			const failed = finished.code === 0 ? 0 : Math.max(1, counts.failed);
			return { passed: counts.passed, failed, output: finished.output };
		}
	};
}

/** A check that is a function of ours: it passes unless it throws. */
export function task(name: string, work: () => Promise<unknown>): Check {
	return {
		name,
		async run() {
			try {
				await work();
				return { passed: 1, failed: 0, output: '' };
			} catch (error) {
				return { passed: 0, failed: 1, output: String((error as Error).stack ?? error) };
			}
		}
	};
}

/** Runs checks, so many at a time, and prints one line for each as it ends, with all that a failed one said. */
export async function runChecks(checks: Check[], atOnce: number): Promise<Outcome[]> {
	const waiting = [...checks];
	const outcomes: Outcome[] = [];
	const lane = async (): Promise<void> => {
		for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await report(check));
	};
	await Promise.all(Array.from({ length: atOnce }, lane));
	return outcomes;
}

async function report({ name, run }: Check): Promise<Outcome> {
	const begun = performance.now();
	const outcome = await run();
	const counted =
		outcome.passed + outcome.failed > 1 ? ` (${outcome.passed} passed, ${outcome.failed} failed)` : '';
	console.log(`${outcome.failed ? '✗' : '✓'} ${name}${counted} ${seconds(begun)}`);
	if (outcome.failed) console.log(`${outcome.output.trim().replace(/^/gm, '    ')}\n`);
	return outcome;
}

function onePoint({ code, output }: Finished): Outcome {
	return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output };
}

function countsIn(report: string): { passed: number; failed: number } {
	if (!existsSync(report)) return { passed: 0, failed: 1 };
	const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(report, 'utf8')) as Record<
		string,
		number
	>;
	return { passed: numPassedTests ?? 0, failed: numFailedTests ?? 0 };
}
