import { fork } from 'node:child_process';
import { once } from 'node:events';
import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import { cloneDatabase } from '#platform/testing.server.ts';
import { somebody } from '../people/somebody.ts';
import { closeNotes } from './changing.server.ts';
import { becomes, connect, serveNotes } from './live-for-tests.ts';
import { mostConnections } from './live-limits.ts';
import { open, someNotes } from './notes-for-tests.ts';
import { noteUpdates } from './notes.tables.ts';
import { textNow } from './reading.server.ts';
import { saveNotes } from './saving.server.ts';

async function world(people = 2) {
	const { db, close, url } = await cloneDatabase();
	onTestFinished(close);
	const persons = [];
	for (let one = 0; one < people; one++) persons.push(await somebody(db, { name: `Personne ${one}` }));
	return { db, url, persons, notesId: someNotes() };
}

async function served(...how: Parameters<typeof serveNotes>) {
	const server = await serveNotes(...how);
	onTestFinished(server.stop);
	return server;
}

function joined(options: Parameters<typeof connect>[0]) {
	const editor = connect(options);
	onTestFinished(() => editor.leave());
	return editor;
}

test('two who write in two processes see each other, and who saves a form meanwhile is seen by both', async () => {
	const { db, url, persons, notesId } = await world();
	const [one, other] = [await served(url), await served(url)];
	const ada = joined({ port: one.port, notesId, personId: persons[0]!.id });
	const bo = joined({ port: other.port, notesId, personId: persons[1]!.id });
	await ada.type('Un lieu');
	await becomes(() => bo.text().includes('Un lieu'));
	await bo.type('Une date');
	await becomes(() => ada.text().includes('Une date'));
	const form = { text: 'Ordre du jour\n\nUn lieu\n\nUne date', base: 'Un lieu\n\nUne date' };
	expect(await saveNotes(db, open, persons[0]!, notesId, form)).toMatchObject({ ok: true });
	await becomes(() => [ada, bo].every((editor) => editor.text().includes('Ordre du jour')));
	expect(ada.text()).toBe(bo.text());
	expect(await textNow(db, notesId)).toBe(form.text);
});

test('others see who is there by the name that the server knows, whatever an editor claims', async () => {
	const { url, persons, notesId } = await world();
	const { port } = await served(url);
	const [ada, eve] = persons.map(({ id }) => joined({ port, notesId, personId: id }));
	eve!.provider.setAwarenessField('user', { id: persons[0]!.id, name: 'Personne 0', tone: 99 });
	await becomes(() => ada!.provider.awareness!.getStates().has(eve!.document.clientID));
	expect(ada!.provider.awareness!.getStates().get(eve!.document.clientID)).toMatchObject({
		user: { id: persons[1]!.id, name: 'Personne 1' }
	});
});

test('another site, a stranger, and one connection too many are refused', async () => {
	const { url, persons, notesId } = await world(1);
	const { port, live } = await served(url);
	const asking = async (headers: Record<string, string>, path = '/notes/live') => {
		const socket = new WebSocket(`ws://localhost:${port}${path}`, { headers });
		onTestFinished(() => socket.terminate());
		socket.on('error', () => undefined);
		const answer = await Promise.race([
			once(socket, 'open').then(() => 101),
			once(socket, 'unexpected-response').then(
				([, response]) => (response as { statusCode: number }).statusCode
			)
		]);
		return answer;
	};
	const origin = `http://localhost:${port}`;
	const cookie = `person=${persons[0]!.id}`;
	expect(await asking({ cookie })).toBe(403);
	expect(await asking({ cookie, origin: 'http://evil.example' })).toBe(403);
	expect(await asking({ cookie, origin }, '/autre')).toBe(404);
	expect(await asking({ origin })).toBe(401);
	for (let one = 0; one < mostConnections; one++) expect(await asking({ cookie, origin })).toBe(101);
	expect(await asking({ cookie, origin })).toBe(429);
	expect(live.connections()).toBe(mostConnections);
	void notesId;
});

test('who may not write is refused, and who no longer may is told and let go at once', async () => {
	const { db, url, persons, notesId } = await world();
	const [ada, eve] = persons as [(typeof persons)[0], (typeof persons)[0]];
	const { port } = await served(url, async (_db, person) => ({
		mayWrite: person?.id === ada.id,
		mayKeep: true
	}));
	const refused = joined({ port, notesId, personId: eve.id });
	await becomes(() => refused.told.includes('forbidden'));
	const editor = joined({ port, notesId, personId: ada.id });
	await editor.type('Un');
	await closeNotes(db, open, ada, { notesId, isClosed: true });
	await becomes(() => editor.told.includes('withdrawn'));
	await becomes(() => editor.told.includes('forbidden'));
	expect(await textNow(db, notesId)).toBe('Un');
});

test('what is too heavy is not stored', async () => {
	const { db, url, persons, notesId } = await world(1);
	const { port, live } = await served(url);
	const editor = joined({ port, notesId, personId: persons[0]!.id });
	await editor.type('Un');
	for (let piece = 0; piece < 3; piece++) {
		void editor.type('x'.repeat(200_000)).catch(() => undefined);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
	await becomes(() => !editor.isSaved());
	await new Promise((resolve) => setTimeout(resolve, 500));
	const stored = (await textNow(db, notesId)).length;
	expect(stored).toBeGreaterThan(200_000);
	expect(stored).toBeLessThan(512 * 1024);
	expect(live.hocuspocus.documents.size).toBeLessThanOrEqual(1);
	editor.leave();
});

test(
	'a process that is killed while people type loses nothing that was acknowledged',
	{ timeout: 60_000 },
	async () => {
		const { db, url, persons, notesId } = await world(3);
		const [first, port] = await child(url);
		const editors = persons.map(({ id }) => joined({ port, notesId, personId: id }));
		const acknowledged: string[] = [];
		let isOver = false;
		const typing = editors.map(async (editor, who) => {
			for (let word = 0; !isOver; word++) {
				await editor.type(`mot ${who}-${word}.`).catch(() => (isOver = true));
				if (!isOver) acknowledged.push(`mot ${who}-${word}.`);
			}
		});
		await becomes(() => acknowledged.length > 60);
		first.kill('SIGKILL');
		await once(first, 'exit');
		isOver = true;
		const known = [...acknowledged];
		const stored = await textNow(db, notesId);
		expect(known.length).toBeGreaterThan(60);
		expect(known.filter((word) => !stored.includes(word))).toEqual([]);

		const [second, newPort] = await child(url);
		onTestFinished(() => void second.kill('SIGKILL'));
		const late = joined({ port: newPort, notesId, personId: persons[0]!.id });
		await becomes(() => known.every((word) => late.text().includes(word)));
		for (const editor of editors) editor.leave();
		await Promise.all(
			typing.map((one) => Promise.race([one, new Promise((resolve) => setTimeout(resolve, 100))]))
		);
	}
);

async function child(url: string) {
	const started = fork(new URL('./live-for-tests.ts', import.meta.url), [url]);
	const [port] = (await once(started, 'message')) as [number];
	return [started, port] as const;
}

test(
	'fifty people who type in the same notes all see the same in the end, and nothing of it stays in memory',
	{ timeout: 120_000 },
	async () => {
		const { db, url, persons, notesId } = await world(50);
		const { port, live } = await served(url);
		const editors = persons.map(({ id }) => joined({ port, notesId, personId: id }));
		await Promise.all(
			editors.map(async (editor, who) => {
				for (let word = 0; word < 10; word++) await editor.type(`${who}:${word};`);
			})
		);
		const all = persons.flatMap((_, who) => Array.from({ length: 10 }, (_, word) => `${who}:${word};`));
		const same = () => new Set(editors.map((editor) => editor.text())).size === 1;
		await becomes(() => same() && all.every((word) => editors[0]!.text().includes(word)), 60_000);
		for (const editor of editors) editor.leave();
		await becomes(() => live.hocuspocus.documents.size === 0 && live.connections() === 0);
		expect(await db.$count(noteUpdates, eq(noteUpdates.notesId, notesId))).toBe(0);
		const stored = await textNow(db, notesId);
		expect(all.filter((word) => !stored.includes(word))).toEqual([]);
	}
);
