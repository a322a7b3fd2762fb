import type { FileStorage } from '#platform/files/storage.server.ts';
import { Trouble } from '#platform/trouble.ts';
import type { FileLine } from './backup-format.ts';

/** Puts the files of a backup back, and takes them away again when the rest of it cannot be restored. */
export class FileFilling {
	readonly #storage: FileStorage;
	readonly #kept: string[] = [];
	#file: FileLine | undefined;
	#pieces: Buffer[] = [];

	constructor(storage: FileStorage) {
		this.#storage = storage;
	}

	begin(file: FileLine): void {
		this.#file = file;
	}

	/** Adds a line of bytes to the file that was begun. */
	add(line: string): void {
		this.#pieces.push(Buffer.from(line.slice(1), 'base64'));
	}

	/** Keeps the file that was begun, if any: all of its bytes came. */
	async end(): Promise<void> {
		if (!this.#file) return;
		const { file, bytes } = this.#file;
		const whole = Buffer.concat(this.#pieces);
		if (whole.length !== bytes) throw new Trouble(`This backup is damaged: the file ${file} is not whole.`);
		this.#kept.push(file);
		await this.#storage.keep(file, whole);
		this.#file = undefined;
		this.#pieces = [];
	}

	/** Removes what was kept. */
	async undo(): Promise<void> {
		for (const key of this.#kept) await this.#storage.remove(key);
	}
}
