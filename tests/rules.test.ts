import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';

const cruiser = resolve('node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** Each rule with the smallest tree that breaks it: a file and what it imports. */
const offences: Record<string, Record<string, string>> = {
	'internal-stays-inside': {
		'src/modules/allies/near.server.ts': `import '../charter/internal/secret.ts';`,
		'src/modules/charter/internal/secret.ts': ''
	},
	'internal-stays-inside-elsewhere': {
		'src/wiring/jobs.server.ts': `import '#modules/charter/internal/secret.ts';`,
		'src/modules/charter/internal/secret.ts': ''
	},
	'tables-are-private': {
		'src/modules/allies/near.server.ts': `import '../charter/charter.tables.ts';`,
		'src/modules/charter/charter.tables.ts': ''
	},
	'pages-hold-no-sql': {
		'src/routes/charte/+page.server.ts': `import '#modules/charter/charter.tables.ts';`,
		'src/modules/charter/charter.tables.ts': ''
	},
	'platform-and-ui-know-no-module': {
		'src/platform/mail.server.ts': `import '#modules/people/people.server.ts';`,
		'src/modules/people/people.server.ts': ''
	},
	'modules-know-no-web-framework': {
		'src/modules/charter/signing.server.ts': `import '@sveltejs/kit';`,
		'node_modules/@sveltejs/kit/index.js': '',
		'node_modules/@sveltejs/kit/package.json': '{"name":"@sveltejs/kit","main":"index.js"}'
	},
	'modules-know-no-page': {
		'src/modules/charter/signing.server.ts': `import '#wiring/database.server.ts';`,
		'src/wiring/database.server.ts': ''
	},
	'every-import-resolves': { 'src/platform/mail.server.ts': `import './nowhere.ts';` },
	'no-cycle-between-modules': {
		'src/modules/charter/signing.server.ts': `import '../agenda/gatherings.server.ts';`,
		'src/modules/agenda/gatherings.server.ts': `import '../charter/counts.server.ts';`,
		'src/modules/charter/counts.server.ts': ''
	}
};

for (const [rule, files] of Object.entries(offences)) {
	test(`the rule ${rule} refuses a tree that breaks it`, () => {
		expect(cruise(files)).toContain(`error ${rule}:`);
	});
}

test('a module may read the tables of the kernel, and a route may call a module', () => {
	const output = cruise({
		'src/modules/charter/signing.server.ts': `import '../people/people.tables.ts';`,
		'src/modules/people/people.tables.ts': '',
		'src/routes/charte/+page.server.ts': `import '#modules/charter/signing.server.ts';`
	});
	expect(output).toContain('no dependency violations found');
});

function cruise(files: Record<string, string>): string {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-rules-'));
	folders.push(folder);
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
	}
}
