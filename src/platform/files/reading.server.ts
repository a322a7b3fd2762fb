import { eq, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import { oncePerDatabase, type Database } from '../database.server.ts';
import { log } from '../logs.server.ts';
import { files } from './files.tables.ts';
import { keyOf } from './keys.ts';
import { narrowerThan } from './narrow-widths.ts';
import type { FileStorage } from './storage.server.ts';

/** Who may read a file: everybody, this viewer among others, or not this viewer. */
export type FileAccess = 'public' | 'private' | 'no';

/** What a room says of the files of its subjects. */
export type FileRoom<Viewer> = {
	access(db: Database, viewer: Viewer | null, subject: string): Promise<FileAccess>;
	/** Whether a file stays, without their name, when the person who sent it erases themselves. */
	outlivesSender(db: Database, subject: string): Promise<boolean>;
};

export type FileRooms<Viewer> = Record<string, FileRoom<Viewer>>;

const fileById = oncePerDatabase((db) =>
	db
		.select()
		.from(files)
		.where(eq(files.id, sql.placeholder('id')))
		.prepare('file_by_id')
);

type FoundFile = typeof files.$inferSelect & { access: 'public' | 'private' };

/** A file that this viewer may read: its room decides. One that they may not read is as if it were not there. */
export async function findFile<Viewer>(
	db: Database,
	rooms: FileRooms<Viewer>,
	viewer: Viewer | null,
	id: string
): Promise<FoundFile | undefined> {
	if (!isUuid(id)) return undefined;
	const [file] = await fileById(db).execute({ id });
	if (!file || !Object.hasOwn(rooms, file.room)) return undefined;
	const access = await rooms[file.room]!.access(db, viewer, file.subject);
	return access === 'no' ? undefined : { ...file, access };
}

/**
 * Answers with a file, or says that it has not changed. A public one is kept by browsers for a day: so long may pass before
 * all forget one that is public no more. Nothing that people sent runs a script on this site. Undefined when its bytes are
 * gone.
 */
export async function answerWithFile(
	storage: FileStorage,
	file: FoundFile,
	request: Request
): Promise<Response | undefined> {
	const asked = Number(new URL(request.url).searchParams.get('taille'));
	const width = narrowerThan(file.width).find((narrow) => narrow === asked);
	const etag = `"${file.sha256.slice(0, 32)}${width ? `-${width}` : ''}"`;
	const headers = headersOf(file, etag);
	if (isKnown(request.headers.get('if-none-match'), etag))
		return new Response(null, { status: 304, headers });

	const stored = await storage.read(keyOf(file.id, width));
	if (!stored) {
		log.warn({ fileId: file.id }, 'the bytes of a file are missing');
		return undefined;
	}
	headers.set('content-length', String(stored.size));
	if (request.method !== 'HEAD') return new Response(stored.body, { headers });
	await stored.body.cancel();
	return new Response(null, { headers });
}

function headersOf({ access, name, type }: FoundFile, etag: string): Headers {
	const isShown = type === 'image/webp' || type === 'application/pdf';
	const called = encodeURIComponent(name).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);
	return new Headers({
		etag,
		'content-type': type,
		'content-disposition': `${isShown ? 'inline' : 'attachment'}; filename*=UTF-8''${called}`,
		'cache-control': access === 'public' ? 'public, max-age=86400, immutable' : 'private, no-store',
		'x-content-type-options': 'nosniff',
		// Browsers refuse to show a PDF in a sandbox; their readers of PDF are one already.
		'content-security-policy':
			type === 'application/pdf'
				? "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'"
				: "default-src 'none'; sandbox"
	});
}

function isKnown(condition: string | null, etag: string): boolean {
	const known = condition?.split(',').map((one) => one.trim().replace(/^W\//, ''));
	return known?.some((one) => one === etag || one === '*') ?? false;
}
