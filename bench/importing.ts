import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { applyImport } from '#modules/imports/deciding.server.ts';
import { countsOf, importToRead } from '#modules/imports/import-page.server.ts';
import { chooseColumns, commandLine, startImport } from '#modules/imports/starting.server.ts';
import { closeDatabase, db } from '#wiring/database.server.ts';
import { startWorking } from '#wiring/jobs.server.ts';
import { residentMemory, spentBy } from './processes.ts';

/** A process that works as the application does and brings a file in; says what each step took, and its memory. */
const [file, server] = process.argv.slice(2);
const took = spentBy([process.pid, Number(server)]);
const jobs = await startWorking();
let peak = 0;
const watching = setInterval(() => (peak = Math.max(peak, residentMemory(process.pid))), 20);
const before = residentMemory(process.pid);

took();
const begun = await startImport(db, commandLine, { path: file!, name: 'alliés.csv' });
if (!begun.ok) throw new Error(begun.reason);
const { id } = begun;
const run = (await importToRead(db, commandLine, id))!;
const reading = took();
await chooseColumns(db, commandLine, id, { mapping: run.mapping, audience: 'public', usualKind: 'other' });
await quiet('checked');
const rehearsal = took();
await applyImport(db, commandLine, id);
await quiet('applied');
const writing = took();

clearInterval(watching);
const { outcomes } = await countsOf(db, run);
process.send!({ steps: { reading, rehearsal, writing }, outcomes, memory: { before, peak } });
await jobs.stop();
await closeDatabase();
process.disconnect();

/** Waits until an import is in a state and no job is left: every event has been heard to the end. */
async function quiet(state: string): Promise<void> {
	for (;;) {
		const { rows } = await db.execute<{ isDone: boolean }>(sql`
			select (select state from import_runs where id = ${id}) = ${state}
				and not exists (select from graphile_worker.jobs where attempts < max_attempts) as "isDone"`);
		if (rows[0]!.isDone) return;
		await pause(20);
	}
}
