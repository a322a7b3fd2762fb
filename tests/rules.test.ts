import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { beforeAll, expect, test } from 'vitest';

const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');

/** Each rule with an import that breaks it: the file, what it asks for, and the file that this is. */
const offences: [rule: string, file: string, asks: string, isFile: string][] = [
	[
		'internal-stays-inside',
		'src/modules/allies/near.server.ts',
		'../charter/internal/secret.ts',
		'src/modules/charter/internal/secret.ts'
	],
	[
		'internal-stays-inside-elsewhere',
		'src/wiring/jobs.server.ts',
		'#modules/charter/internal/secret.ts',
		'src/modules/charter/internal/secret.ts'
	],
	[
		'tables-are-private',
		'src/modules/allies/counts.server.ts',
		'../charter/charter.tables.ts',
		'src/modules/charter/charter.tables.ts'
	],
	[
		'pages-hold-no-sql',
		'src/routes/registre/+page.server.ts',
		'#modules/charter/charter.tables.ts',
		'src/modules/charter/charter.tables.ts'
	],
	[
		'platform-and-ui-know-no-module',
		'src/platform/mail.server.ts',
		'#modules/people/people.server.ts',
		'src/modules/people/people.server.ts'
	],
	[
		'modules-know-no-web-framework',
		'src/modules/charter/redirecting.server.ts',
		'@sveltejs/kit',
		'node_modules/@sveltejs/kit/index.js'
	],
	[
		'modules-know-no-page',
		'src/modules/charter/storing.server.ts',
		'#wiring/database.server.ts',
		'src/wiring/database.server.ts'
	],
	['every-import-resolves', 'src/platform/lost.server.ts', './nowhere.ts', './nowhere.ts'],
	[
		'no-cycle-between-modules',
		'src/modules/library/lending.server.ts',
		'../timebank/hours.server.ts',
		'src/modules/timebank/hours.server.ts'
	]
];

/** What nothing is said about: the tables of the kernel are read by a module, and a route calls a module. */
const allowed = {
	'src/modules/charter/signing.server.ts': `import '../people/people.tables.ts';`,
	'src/modules/people/people.tables.ts': '',
	'src/routes/charte/+page.server.ts': `import '#modules/charter/signing.server.ts';`
};

const standing = {
	'src/modules/charter/internal/secret.ts': '',
	'src/modules/charter/charter.tables.ts': '',
	'src/modules/people/people.server.ts': '',
	'node_modules/@sveltejs/kit/index.js': '',
	'node_modules/@sveltejs/kit/package.json': '{"name":"@sveltejs/kit","main":"index.js"}',
	'src/wiring/database.server.ts': '',
	'src/modules/timebank/hours.server.ts': `import '../library/books.server.ts';`,
	'src/modules/library/books.server.ts': ''
};

let said: string[] = [];
beforeAll(() => {
	const offending = offences.map(([, file, asks]) => [file, `import '${asks}';`]);
	const output = cruise({ ...standing, ...allowed, ...Object.fromEntries(offending) });
	said = output.split('\n').map((line) => line.trim());
});

test.each(offences)('the rule %s refuses what breaks it', (rule, file, _asks, isFile) => {
	const words = rule === 'no-cycle-between-modules' ? `error ${rule}:` : `error ${rule}: ${file} → ${isFile}`;
	expect(said.filter((line) => line.startsWith(words))).not.toEqual([]);
});

test('a module may read the tables of the kernel, and a route may call a module', () => {
	const about = Object.keys(allowed).flatMap((file) => said.filter((line) => line.includes(`: ${file} `)));
	expect(about).toEqual([]);
	expect(said.join('\n')).toMatch(/\d+ dependency violations/);
});

function cruise(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-rules-'));
	for (const shared of ['package.json', '.dependency-cruiser.cjs']) cpSync(shared, join(folder, shared));
	writeFileSync(join(folder, 'tsconfig.json'), '{}');
	for (const [path, text] of Object.entries(files)) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), text);
	}
	try {
		const args = [cruiser, 'src', '--config', '.dependency-cruiser.cjs'];
		return execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
	} catch (refusal) {
		return (refusal as { stdout: string }).stdout;
	} finally {
		rmSync(folder, { recursive: true, force: true });
	}
}
