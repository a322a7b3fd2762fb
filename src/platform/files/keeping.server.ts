import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database.server.ts';
import { cleanLine } from '../fields.ts';
import { enqueue } from '../jobs/jobs.server.ts';
import type { FileKind } from './file-kinds.ts';
import { kindOfName } from './file-kinds.ts';
import { files } from './files.tables.ts';
import { keyOf, keysOf } from './keys.ts';
import { redraw, type KeptPicture } from './pictures.server.ts';
import { sniff } from './sniffing.server.ts';
import type { FileStorage } from './storage.server.ts';

declare module '../jobs/jobs.server.ts' {
	interface JobPayloads {
		'remove-file': { keys: string[] };
	}
}

/** For whom a file is, which kinds it may be of, and its largest size in bytes. */
export type FileUse = { room: string; subject: string; kinds: readonly FileKind[]; longest: number };

export type FileRefusal = 'empty' | 'too-large' | 'not-what-it-says' | 'not-allowed';

type KeepingResult = { ok: true; id: string } | { ok: false; reason: FileRefusal };
type Content = { type: string; bytes: Uint8Array; picture: KeptPicture | null };

/**
 * Keeps a file that somebody sent. What its bytes are decides, not its name; pictures are drawn anew. The caller has
 * checked that this person may; in a transaction, call it before anything is locked: a photograph takes a second or two.
 */
export async function keepFile(
	db: Database,
	storage: FileStorage,
	actorId: string,
	upload: File,
	{ room, subject, kinds, longest }: FileUse
): Promise<KeepingResult> {
	if (upload.size === 0) return { ok: false, reason: 'empty' };
	if (upload.size > longest) return { ok: false, reason: 'too-large' };
	const content = await contentOf(upload, kinds);
	if (typeof content === 'string') return { ok: false, reason: content };

	const { type, bytes, picture } = content;
	const id = uuidv7();
	await storage.keep(keyOf(id), bytes);
	for (const [width, narrow] of picture?.narrower ?? []) await storage.keep(keyOf(id, width), narrow);
	const sha256 = createHash('sha256').update(bytes).digest('hex');
	const size = { width: picture?.width ?? null, height: picture?.height ?? null };
	const name = nameFor(upload.name, type);
	const row = { id, name, type, bytes: bytes.length, sha256, ...size, room, subject, uploadedBy: actorId };
	// Bytes first: a crash here leaves bytes without a row, which a nightly job finds, and never the opposite.
	await db.insert(files).values(row);
	return { ok: true, id };
}

/** Forgets a file: nobody reads it once the transaction is committed, and a job then removes its bytes. */
export async function forgetFile(tx: Database, id: string): Promise<void> {
	const [gone] = await tx
		.delete(files)
		.where(eq(files.id, id))
		.returning({ id: files.id, width: files.width });
	if (gone) await enqueue(tx, 'remove-file', { keys: keysOf(gone) });
}

async function contentOf(upload: File, kinds: readonly FileKind[]): Promise<Content | FileRefusal> {
	const bytes = new Uint8Array(await upload.arrayBuffer());
	const found = await sniff(upload.name, bytes);
	if (!found.kind || !kinds.includes(found.kind)) {
		const named = kindOfName(upload.name);
		return named && kinds.includes(named) ? 'not-what-it-says' : 'not-allowed';
	}
	if (found.kind !== 'picture') return { type: found.type, bytes, picture: null };

	const picture = await redraw(bytes, found.type);
	if (picture === 'unreadable') return 'not-what-it-says';
	return picture === 'too-large' ? picture : { type: 'image/webp', bytes: picture.bytes, picture };
}

/** The last part of what the sender's machine called it, without what an address or a disk cannot hold. */
function nameFor(given: string, type: string): string {
	const name = cleanLine(given.split(/[\\/]/).at(-1)!).replace(/[<>:"|?*%#]/g, '-');
	const [, stem = '', ending = ''] = /^(.*?)(\.[^.]*)?$/.exec(name) ?? [];
	const short = stem.replace(/^\.+/, '').slice(0, 80).trim();
	return `${short || 'fichier'}${type === 'image/webp' ? '.webp' : ending.slice(0, 10).toLowerCase()}`;
}
