import { program, runChecks, suite, task, type Check } from './parts/checks.ts';
import { build, compileWords } from './parts/building.ts';
import { seconds } from './parts/progress.ts';
import { smokeStart } from './parts/smoke.ts';

const isFast = process.argv.includes('--fast');

/** What the other checks read: the words as functions, the types of the routes, the islands. */
const first: Check[] = [
	task('words', compileWords),
	program('types of the routes', '@sveltejs/kit/svelte-kit.js', 'sync')
];

/** What was found right is not read again until its content changes. */
const onlyChanged = ['--cache', '--cache-strategy', 'content'];

/** Checks that only read: two at a time, the longest first. The fast ones run nothing of the product. */
const reading: Check[] = [
	...(isFast ? [] : [suite('unit tests', 'vitest.config.ts')]),
	program('types', 'svelte-check/bin/svelte-check', '--tsconfig', './tsconfig.json', '--output', 'human'),
	program('lint', 'eslint/bin/eslint.js', ...onlyChanged, '.'),
	program('format', 'prettier/bin/prettier.cjs', ...onlyChanged, '--check', '--log-level', 'warn', '.'),
	program('rules of dependency', 'dependency-cruiser/bin/dependency-cruiser.mjs', 'src', '--config'),
	program('unused code', 'knip/bin/knip.js')
];

const built: Check[] = [
	task('build', build),
	task('start of the build', smokeStart),
	suite('journeys', 'vitest.journeys.config.ts')
];

const begun = performance.now();
const outcomes = await runChecks(first, 1);
outcomes.push(...(await runChecks(reading, 2)));
if (!isFast) outcomes.push(...(await runChecks(built, 1)));

const passed = outcomes.reduce((sum, outcome) => sum + outcome.passed, 0);
const failed = outcomes.reduce((sum, outcome) => sum + outcome.failed, 0);
console.log(`\nin ${seconds(begun)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
