import { expect } from 'vitest';
import type { Handler } from '../http/kept-pages.ts';
import { serve } from '../http/web-server-for-tests.ts';
import type { Database } from '../database.server.ts';
import { test } from '../testing.server.ts';
import { FolderStorage } from './folder-storage.server.ts';
import { keepFile } from './keeping.server.ts';
import { keyOf } from './keys.ts';
import { drawing, sent } from './pictures-for-tests.ts';
import { answerWithFile, findFile, type FileAccess, type FileRooms } from './reading.server.ts';
import { folderForTests } from './storage-for-tests.ts';

type Viewer = { name: string };

const rooms: FileRooms<Viewer> = {
	library: {
		access: (_db, viewer, subject) => {
			const granted: FileAccess = subject === 'open' ? 'public' : viewer?.name === subject ? 'private' : 'no';
			return Promise.resolve(granted);
		},
		outlivesSender: () => Promise.resolve(false)
	}
};

/** Serves files as the route does: who asks is told by a header. */
function serving(db: Database, storage: FolderStorage): Handler {
	return async (request, response) => {
		const url = new URL(request.url!, 'http://localhost');
		const name = request.headers['x-viewer'];
		const viewer = typeof name === 'string' ? { name } : null;
		const file = await findFile(db, rooms, viewer, url.pathname.split('/')[2]!);
		const headers = new Headers(request.headers as Record<string, string>);
		const asked = new Request(url, { method: request.method!, headers });
		const answer = file && (await answerWithFile(storage, file, asked));
		if (!answer) return response.writeHead(404).end();
		response.writeHead(answer.status, Object.fromEntries(answer.headers));
		response.end(Buffer.from(await answer.arrayBuffer()));
	};
}

async function opened(db: Database, subject: string, file: File, room = 'library') {
	const storage = new FolderStorage(folderForTests());
	const kinds = ['picture', 'pdf', 'text'] as const;
	const kept = await keepFile(db, storage, '018f0000-0000-7000-8000-000000000001', file, {
		room,
		subject,
		kinds,
		longest: 1_000_000
	});
	if (!kept.ok) throw new Error(kept.reason);
	const { get } = await serve(serving(db, storage));
	return { id: kept.id, storage, get, path: `/fichiers/${kept.id}/${encodeURIComponent('logo.webp')}` };
}

test('a public picture is shown to all, in the width that is asked for, and kept by browsers', async ({
	db
}) => {
	const { get, path } = await opened(db, 'open', sent(await drawing(400, 200), 'L’été.png'));
	const whole = await get(path);
	expect(whole.status).toBe(200);
	expect(whole.headers).toMatchObject({
		'content-type': 'image/webp',
		'content-length': String(whole.body.length),
		'cache-control': 'public, max-age=86400, immutable',
		'content-disposition': "inline; filename*=UTF-8''L%E2%80%99%C3%A9t%C3%A9.webp",
		'x-content-type-options': 'nosniff',
		'content-security-policy': "default-src 'none'; sandbox"
	});
	const narrow = await get(`${path}?taille=160`);
	expect(narrow.body.length).toBeLessThan(whole.body.length);
	expect(narrow.headers.etag).not.toBe(whole.headers.etag);
	for (const unknown of ['161', '960', 'abc', '']) {
		const { headers } = await get(`${path}?taille=${unknown}`);
		expect(headers.etag, unknown).toBe(whole.headers.etag);
	}
});

test('a file that has not changed is not sent again', async ({ db }) => {
	const { get, path } = await opened(db, 'open', sent(await drawing(400, 200), 'logo.png'));
	const { headers } = await get(path);
	const again = await get(path, { headers: { 'if-none-match': `"other", W/${headers.etag}` } });
	expect(again).toMatchObject({ status: 304, text: '' });
	expect(again.headers['cache-control']).toBe('public, max-age=86400, immutable');
	expect((await get(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
});

test('who only asks about a file is told of it without its bytes', async ({ db }) => {
	const { get, path } = await opened(db, 'open', sent('Bonjour', 'note.txt'));
	const { headers, status, text } = await get(path, { method: 'HEAD' });
	expect({ status, text, length: headers['content-length'] }).toEqual({ status: 200, text: '', length: '7' });
});

test('a private file is not there for others, even for whoever knows its mark, and nobody keeps it', async ({
	db
}) => {
	const { get, path } = await opened(db, 'ada', sent('Entre nous', 'note.txt'));
	const read = await get(path, { headers: { 'x-viewer': 'ada' } });
	expect(read).toMatchObject({ status: 200, text: 'Entre nous' });
	expect(read.headers).toMatchObject({
		'cache-control': 'private, no-store',
		'content-disposition': "attachment; filename*=UTF-8''note.txt"
	});
	for (const viewer of [{}, { 'x-viewer': 'bo' }]) {
		const headers = { ...viewer, 'if-none-match': read.headers.etag! };
		expect(await get(path, { headers })).toMatchObject({ status: 404, text: '' });
	}
});

test('a file of a room that nobody speaks for is read by nobody', async ({ db }) => {
	for (const room of ['elsewhere', 'constructor']) {
		const { get, path } = await opened(db, 'open', sent('Bonjour', 'note.txt'), room);
		expect((await get(path)).status).toBe(404);
	}
});

test.for(['nothing', '018f0000-0000-7000-8000-000000000009', '..%2f..%2fsecret', "' or 1=1 --"])(
	'there is no file at “%s”',
	async (id, { db }) => {
		expect(await findFile(db, rooms, null, id)).toBeUndefined();
	}
);

test('a file whose bytes are missing is not found', async ({ db }) => {
	const { get, path, id, storage } = await opened(db, 'open', sent('Bonjour', 'note.txt'));
	await storage.remove(keyOf(id));
	expect((await get(path)).status).toBe(404);
});
