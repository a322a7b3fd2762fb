import { FolderStorage } from './folder-storage.server.ts';
import { S3Storage } from './s3-storage.server.ts';

/** The bytes of a file: how many, and themselves as they come. */
export type StoredBytes = { size: number; body: ReadableStream<Uint8Array> };

/** What is kept under a key, and since when. */
export type StoredEntry = { key: string; since: Date };

/** Where the bytes of files are. A key is made of letters, digits, `-`, `.` and `/`. */
export interface FileStorage {
	/** Keeps bytes under a key: all of them, or nothing. */
	keep(key: string, bytes: Uint8Array): Promise<void>;
	/** The bytes under a key, or nothing. */
	read(key: string): Promise<StoredBytes | undefined>;
	/** Removes what is under a key; nothing when it is gone already. */
	remove(key: string): Promise<void>;
	/** Everything that is kept, with what a crash left unfinished. */
	entries(): AsyncIterable<StoredEntry>;
}

/** The storage of a deployment: the S3-compatible one of the address or, without one, a folder. */
export function openStorage(address: string | undefined, folder: string): FileStorage {
	return address === undefined ? new FolderStorage(folder) : new S3Storage(address);
}
