import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '#modules/notes/live-for-tests.ts';
import { someNotes } from '#modules/notes/notes-for-tests.ts';
import { somebody } from '#modules/people/somebody.ts';
import { residentMemory, spentBy } from './processes.ts';
import { plantedDatabase, withServer } from './worlds.ts';

const people = 50;
const seconds = 60;
/** How often each types a few words, in milliseconds. */
const every = 2000;

/** Fifty people who type in the same notes for a minute: the memory of the process that holds them, and its processor. */
export async function benchNotes(): Promise<void> {
	await withServer(async (serverUrl) => {
		const { db, url, close } = await plantedDatabase(serverUrl, 'notes', async () => undefined);
		const persons = [];
		for (let i = 0; i < people; i += 1) persons.push(await somebody(db));
		const program = fork(new URL('../src/modules/notes/live-for-tests.ts', import.meta.url), [url]);
		const [port] = (await once(program, 'message')) as [number];
		const memory = () => residentMemory(program.pid!);
		const before = memory();
		const notesId = someNotes();
		const editors = persons.map(({ id }) => connect({ port, notesId, personId: id }));
		const spent = spentBy([program.pid!]);
		let most = 0;
		let typed = 0;
		const end = Date.now() + seconds * 1000;
		const watching = setInterval(() => (most = Math.max(most, memory())), 500);
		await Promise.all(
			editors.map(async (editor) => {
				for (await pause(Math.random() * every); Date.now() < end; await pause(every)) {
					await editor.type('Quelques mots que tout le monde lit aussitôt.');
					typed += 1;
				}
			})
		);
		const { processor } = spent();
		for (const editor of editors) editor.leave();
		await pause(3000);
		clearInterval(watching);
		console.log(`\nNotes that ${people} people write together, ${typed} times a sentence in ${seconds} s`);
		console.log(
			`  memory of the process: ${before.toFixed(0)} MB before, ${most.toFixed(0)} at most, ${memory().toFixed(0)} once all left`
		);
		console.log(`  processor of a sentence, told to all: ${((processor * 1000) / typed).toFixed(1)} ms`);
		program.kill('SIGTERM');
		await once(program, 'exit');
		await close();
	});
}
