import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** An empty folder, until it is removed. */
export function temporaryFolder() {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-files-'));
	return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** An empty folder, until the end of the test. */
export function folderForTests(): string {
	const { folder, remove } = temporaryFolder();
	onTestFinished(remove);
	return folder;
}
