import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import Busboy from '@fastify/busboy';
import { cleanLine } from '../fields.ts';
import { largestStreamed } from './bodies.ts';

type Streamed =
	{ ok: true; path: string; name: string } | { ok: false; reason: 'missing' | 'too-large' | 'cut-off' };

/**
 * Writes the file of a form down as it comes, holding none of it in memory, and gives it to `use`; it is gone afterwards.
 * Only the first file counts.
 */
export async function withStreamedFile<Result>(
	request: Request,
	use: (file: Streamed) => Promise<Result>,
	largest = largestStreamed
): Promise<Result> {
	const folder = await mkdtemp(join(tmpdir(), 'maillage-file-'));
	try {
		return await use(await writtenDown(request, join(folder, 'file'), largest));
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

async function writtenDown(request: Request, path: string, largest: number): Promise<Streamed> {
	if (!request.body) return { ok: false, reason: 'missing' };
	let outcome: Promise<Streamed> | undefined;
	try {
		const headers = { 'content-type': request.headers.get('content-type') ?? '' };
		const form = new Busboy({
			headers,
			limits: { files: 1, fields: 20, fieldSize: 1024, fileSize: largest }
		});
		form.on('file', (_field, file, name) => {
			let isTooLarge = false;
			file.on('limit', () => (isTooLarge = true));
			const written = pipeline(file, createWriteStream(path));
			outcome = written.then(
				(): Streamed => {
					if (isTooLarge) return { ok: false, reason: 'too-large' };
					const shown = cleanLine(name ?? '').slice(0, 200);
					return shown === '' ? { ok: false, reason: 'missing' } : { ok: true, path, name: shown };
				},
				(): Streamed => ({ ok: false, reason: 'cut-off' })
			);
		});
		await pipeline(Readable.fromWeb(request.body as ReadableStream), form);
	} catch {
		await outcome;
		return { ok: false, reason: 'cut-off' };
	}
	return (await outcome) ?? { ok: false, reason: 'missing' };
}
