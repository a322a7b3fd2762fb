import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { modulesPage } from '../bin/modules.ts';

test('the graph of modules in the documentation is that of the code', () => {
	expect(readFileSync('docs/modules.md', 'utf8')).toBe(modulesPage());
});
