import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { largestPicture } from '#platform/files/file-kinds.ts';
import { keepFile } from '#platform/files/keeping.server.ts';
import { drawing, sent, telltalePhotograph } from '#platform/files/pictures-for-tests.ts';
import { temporaryFolder } from '#platform/files/storage-for-tests.ts';
import { readFormWithFiles } from '#platform/forms.server.ts';
import type { Handler } from '#platform/http/kept-pages.ts';
import { serve } from '#platform/http/web-server-for-tests.ts';
import { cloneDatabase } from '#platform/testing.server.ts';

type Route = { GET(event: { params: { id: string }; request: Request; locals: object }): Promise<Response> };

const sender = '018f0000-0000-7000-8000-000000000001';
const { folder, remove } = temporaryFolder();
let database: Awaited<ReturnType<typeof cloneDatabase>>;
let handler: Handler;

beforeAll(async () => {
	database = await cloneDatabase();
	// The route opens the database and the storage of its settings, whatever other tests opened.
	vi.resetModules();
	Object.assign(process.env, { DATABASE_URL: database.url, MAILLAGE_DATA: folder });
	const { fileStorage } = await import('#wiring/file-storage.server.ts');
	const { closeDatabase } = await import('#wiring/database.server.ts');
	const { fileRooms } = await import('#wiring/files.server.ts');
	const { GET } = (await import('./[id]/[name]/+server.ts')) as unknown as Route;
	fileRooms.gallery = {
		access: (_db, person, subject) =>
			Promise.resolve(subject === 'shown' ? 'public' : person?.name === subject ? 'private' : 'no'),
		outlivesSender: () => Promise.resolve(false)
	};
	const keep = async (request: Request) => {
		const form = await readFormWithFiles(request, v.object({ subject: v.string() }));
		if (!form.ok) return new Response(JSON.stringify(form.errors), { status: 422 });
		const use = {
			room: 'gallery',
			subject: form.value.subject,
			kinds: ['picture'],
			longest: largestPicture
		} as const;
		const kept = await keepFile(database.db, fileStorage, sender, form.files.picture!, use);
		return new Response(kept.ok ? kept.id : kept.reason, { status: kept.ok ? 201 : 422 });
	};
	handler = async (request, response) => {
		const asked = requestOf(request);
		const locals = { person: request.headers['x-person'] ? { name: request.headers['x-person'] } : null };
		const params = { id: request.url!.split('/')[2]! };
		const answer = await (
			asked.method === 'POST' ? keep(asked) : GET({ params, request: asked, locals })
		).catch((error: { status?: number }) => new Response('refused', { status: error.status ?? 500 }));
		response.writeHead(answer.status, Object.fromEntries(answer.headers));
		response.end(Buffer.from(await answer.arrayBuffer()));
	};
	return async () => {
		await closeDatabase();
		await database.close();
	};
});

afterAll(remove);

async function gallery() {
	const { get, port } = await serve(handler);
	const send = async (file: File, subject: string) => {
		const form = new FormData();
		form.set('subject', subject);
		form.set('picture', file);
		const { headers, body } = await bodyOf(form);
		return get('/galerie', {
			method: 'POST',
			headers: { ...headers, origin: `http://127.0.0.1:${port}` },
			body
		});
	};
	return { get, send };
}

test('a photograph that somebody sends is shown to all, and tells nothing of where it was taken', async () => {
	const { get, send } = await gallery();
	const photograph = await telltalePhotograph(3000, 2000);
	const kept = await send(sent(photograph, 'Moi au lavoir.jpg'), 'shown');
	expect(kept.status).toBe(201);
	const { status, headers, body } = await get(`/fichiers/${kept.text}/portrait.webp?taille=960`);
	expect(status).toBe(200);
	expect(headers).toMatchObject({
		'content-type': 'image/webp',
		'cache-control': 'public, max-age=86400, immutable'
	});
	expect(headers['content-security-policy']).toContain('sandbox');
	const { width, height, exif } = await sharp(body).metadata();
	expect({ width, height, exif }).toEqual({ width: 960, height: 1440 });

	const known = { headers: { 'if-none-match': headers.etag! } };
	expect((await get(`/fichiers/${kept.text}/portrait.webp?taille=960`, known)).status).toBe(304);
	const about = await get(`/fichiers/${kept.text}/portrait.webp`, { method: 'HEAD' });
	expect(about.body).toHaveLength(0);
	expect(Number(about.headers['content-length'])).toBeGreaterThan(body.length);
});

test('a portrait for oneself is not there for others', async () => {
	const { get, send } = await gallery();
	const kept = await send(sent(await drawing(30, 30), 'a.png'), 'Ada');
	const path = `/fichiers/${kept.text}/a.webp`;
	const mine = await get(path, { headers: { 'x-person': 'Ada' } });
	expect(mine).toMatchObject({ status: 200 });
	expect(mine.headers['cache-control']).toBe('private, no-store');
	expect(await get(path)).toMatchObject({ status: 404, text: 'refused' });
	expect(await get(path, { headers: { 'x-person': 'Bo' } })).toMatchObject({ status: 404, text: 'refused' });
	expect(await get('/fichiers/nothing/a.webp')).toMatchObject({ status: 404 });
});

test.each([
	[7.9, 'not-what-it-says', 422],
	[8.5, 'too-large', 422],
	[16.5, 'trop gros', 413]
])('of a picture of %f megabytes one learns: %s', async (megabytes, words, status) => {
	const { send } = await gallery();
	const noise = new Uint8Array(Math.round(megabytes * 1024 * 1024));
	const answer = await send(sent(noise, 'photo.jpg'), 'shown');
	expect(answer.status).toBe(status);
	expect(answer.text).toContain(words);
});

function requestOf(request: IncomingMessage): Request {
	const { method, headers, url } = request;
	const hasBody = method === 'POST';
	return new Request(`http://localhost${url!}`, {
		method: method!,
		headers: headers as Record<string, string>,
		...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: 'half' as const })
	});
}

async function bodyOf(form: FormData) {
	const whole = new Response(form);
	const body = Buffer.from(await whole.arrayBuffer());
	return {
		body,
		headers: { 'content-type': whole.headers.get('content-type')!, 'content-length': body.length }
	};
}
