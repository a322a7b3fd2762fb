import type { Readable } from 'node:stream';
import yauzl from 'yauzl';
import { UnreadableFile, limits } from './sheet.ts';

const mostParts = 5000;
const smallPart = 1024 * 1024;

type Parts = Map<string, yauzl.Entry>;

/** The parts of a zip archive, opened only when none of them is larger than a workbook has reason to be. */
export class Archive {
	readonly #zip: yauzl.ZipFile;
	readonly #parts: Parts;

	private constructor(zip: yauzl.ZipFile, parts: Parts) {
		this.#zip = zip;
		this.#parts = parts;
	}

	/**
	 * Opens an archive by its directory. Sizes that it declares are believed here and enforced while a part is read: more
	 * bytes than declared is an error.
	 */
	static async open(path: string): Promise<Archive> {
		const options = { autoClose: false, lazyEntries: true, validateEntrySizes: true } as const;
		const zip = await yauzl.openPromise(path, options).catch(damaged);
		try {
			return new Archive(zip, await partsOf(zip));
		} catch (error) {
			zip.close();
			throw error instanceof UnreadableFile ? error : new UnreadableFile('damaged');
		}
	}

	has(name: string): boolean {
		return this.#parts.has(name);
	}

	/** How large a part is once unpacked, in bytes. */
	sizeOf(name: string): number {
		return this.#parts.get(name)?.uncompressedSize ?? 0;
	}

	/** The text of a part, unpacked as it is read. */
	async *textOf(name: string): AsyncGenerator<string> {
		const part = this.#parts.get(name);
		if (!part) throw new UnreadableFile('damaged', name);
		const bytes: Readable = await this.#zip.openReadStreamPromise(part).catch(damaged);
		bytes.setEncoding('utf8');
		try {
			for await (const piece of bytes) yield piece as string;
		} catch {
			throw new UnreadableFile('damaged', name);
		}
	}

	close(): void {
		this.#zip.close();
	}
}

function damaged(): never {
	throw new UnreadableFile('damaged');
}

async function partsOf(zip: yauzl.ZipFile): Promise<Parts> {
	if (zip.entryCount > mostParts) throw new UnreadableFile('bomb');
	const parts: Parts = new Map();
	let unpacked = 0;
	for await (const part of zip.eachEntry()) {
		if (part.isEncrypted()) throw new UnreadableFile('protected');
		unpacked += part.uncompressedSize;
		const ratio = part.uncompressedSize / Math.max(1, part.compressedSize);
		if (unpacked > limits.unpacked || (part.uncompressedSize > smallPart && ratio > limits.ratio))
			throw new UnreadableFile('bomb');
		parts.set(part.fileName.replace(/^\//, ''), part);
	}
	return parts;
}
