import type { Database } from '#platform/database.server.ts';
import type { Reader } from '../allies/audiences.ts';
import { applyImport } from './deciding.server.ts';
import { countsOf, importToRead, type Counts } from './import-page.server.ts';
import type { Mapping } from './columns.ts';
import { moveImport } from './moving.server.ts';
import { unreadSentence } from './problem-words.ts';
import { chooseColumns, commandLine, startImport } from './starting.server.ts';

type Whole =
	| { ok: true; id: string; columns: string[]; mapping: Mapping; counts: Counts }
	| { ok: false; reason: string; columns?: string[] };

/**
 * Brings a file in from the command line, with the columns that are guessed or remembered: looks at every row and, with
 * `write`, writes what needs no choice. `progress` is told how many rows are done.
 */
export async function importWhole(
	db: Database,
	file: { path: string; name: string },
	{ audience, write }: { audience: Reader; write: boolean },
	progress: (done: number, total: number) => void
): Promise<Whole> {
	const started = await startImport(db, commandLine, file);
	if (!started.ok)
		return {
			ok: false,
			reason: started.reason === 'forbidden' ? started.reason : unreadSentence(started.reason, started.detail)
		};
	const { id } = started;
	const run = (await importToRead(db, commandLine, id))!;
	const { columns, mapping } = run;
	if (!mapping.includes('name')) return { ok: false, reason: 'name-column', columns };
	const move = async () => {
		while (await moveImport(db, { runId: id }))
			progress((await importToRead(db, commandLine, id))?.done ?? 0, run.rowCount);
	};
	await chooseColumns(db, commandLine, id, { mapping, audience, usualKind: run.usualKind });
	await move();
	if (write) {
		await applyImport(db, commandLine, id);
		await move();
	}
	return { ok: true, id, columns, mapping, counts: await countsOf(db, run) };
}
