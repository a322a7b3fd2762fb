import { randomBytes } from 'node:crypto';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { FileStorage, StoredBytes, StoredEntry } from './storage.server.ts';

/** Keeps files in a folder of this machine, for the eyes of its owner. */
export class FolderStorage implements FileStorage {
	readonly #folder: string;

	constructor(folder: string) {
		this.#folder = folder;
	}

	async keep(key: string, bytes: Uint8Array): Promise<void> {
		const path = this.#path(key);
		const unfinished = `${path}.${randomBytes(4).toString('hex')}.unfinished`;
		await mkdir(dirname(path), { recursive: true, mode: 0o700 });
		try {
			const file = await open(unfinished, 'wx', 0o600);
			await file
				.writeFile(bytes)
				.then(() => file.sync())
				.finally(() => file.close());
			await rename(unfinished, path);
			await syncFolder(dirname(path));
		} catch (error) {
			await rm(unfinished, { force: true });
			throw error;
		}
	}

	async read(key: string): Promise<StoredBytes | undefined> {
		const file = await open(this.#path(key)).catch(absent);
		if (!file) return undefined;
		const { size } = await file.stat();
		const stream = file.createReadStream();
		return { size, body: Readable.toWeb(stream) as ReadableStream<Uint8Array> };
	}

	async remove(key: string): Promise<void> {
		await rm(this.#path(key), { force: true });
	}

	async *entries(): AsyncGenerator<StoredEntry> {
		for (const shelf of (await readdir(this.#folder).catch(absent)) ?? []) {
			for (const name of (await readdir(join(this.#folder, shelf)).catch(absent)) ?? []) {
				const key = `${shelf}/${name}`;
				const found = await stat(this.#path(key)).catch(absent);
				if (found?.isFile()) yield { key, since: found.mtime };
			}
		}
	}

	#path(key: string): string {
		if (!/^[\w-]+\/[\w-][\w.-]*$/.test(key)) throw new Error(`Not the key of a file: ${key}`);
		return join(this.#folder, key);
	}
}

/** A name that a crash forgets would be a file whose row is there and whose bytes are not. */
async function syncFolder(path: string): Promise<void> {
	const folder = await open(path);
	await folder.sync().finally(() => folder.close());
}

function absent(error: NodeJS.ErrnoException): undefined {
	if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') throw error;
}
