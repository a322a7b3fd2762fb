import { and, asc, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { files } from '#platform/files/files.tables.ts';
import { forgetFile, keepFile, type FileRefusal } from '#platform/files/keeping.server.ts';
import type { FileAccess, FileRoom } from '#platform/files/reading.server.ts';
import type { FileStorage } from '#platform/files/storage.server.ts';
import { audienceOf } from '../allies/audience.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatherings } from './agenda.tables.ts';
import { documentUse, mostDocuments, type DocumentInput } from './document-use.ts';
import { gatheringDocuments } from './documents.tables.ts';
import { gatheringToRead } from './gathering-reading.server.ts';
import { holdGathering, mayRun } from './planning.server.ts';

type Refusal = 'forbidden' | 'not-found' | 'cancelled' | 'too-many' | FileRefusal;
export type DocumentResult = { ok: true } | { ok: false; reason: Refusal };

/** Gives a document to read, before a gathering or after it, as who runs it; twenty at most. */
export async function addDocument(
	db: Database,
	storage: FileStorage,
	person: Person,
	slug: string,
	{ title, upload }: DocumentInput & { upload: File }
): Promise<DocumentResult> {
	const found = await gatheringRunBy(db, person, slug);
	if (!found) return { ok: false, reason: 'not-found' };
	return db.transaction(async (tx): Promise<DocumentResult> => {
		const use = { ...documentUse, room: 'agenda', subject: `gathering:${found.id}` };
		const kept = await keepFile(tx, storage, person.id, upload, use);
		if (!kept.ok) return kept;
		const held = await holdGathering(tx, person, slug);
		const isFull = held.ok && (await countOf(tx, found.id)) >= mostDocuments;
		if (!held.ok || isFull) {
			await forgetFile(tx, kept.id);
			return held.ok ? { ok: false, reason: 'too-many' } : held;
		}
		const [file] = await tx.select({ name: files.name }).from(files).where(eq(files.id, kept.id));
		const document = { fileId: kept.id, gatheringId: found.id, title: title ?? file!.name };
		await tx.insert(gatheringDocuments).values(document);
		return { ok: true };
	});
}

/** Takes a document away, as who runs the gathering; one that is gone already is gone. */
export async function removeDocument(
	db: Database,
	person: Person,
	slug: string,
	fileId: string
): Promise<boolean> {
	return db.transaction(async (tx) => {
		const found = await gatheringRunBy(tx, person, slug);
		if (!found) return false;
		const isTheirs = and(eq(gatheringDocuments.fileId, fileId), eq(gatheringDocuments.gatheringId, found.id));
		if (await tx.$count(gatheringDocuments, isTheirs)) await forgetFile(tx, fileId);
		return true;
	});
}

/** The documents of a gathering, in the order in which they were given, for a page that shows it to those who may see it. */
export async function documentsOf(db: Database, gatheringId: string) {
	return db
		.select({
			...{ id: files.id, name: files.name, bytes: files.bytes },
			title: gatheringDocuments.title
		})
		.from(gatheringDocuments)
		.innerJoin(files, eq(files.id, gatheringDocuments.fileId))
		.where(eq(gatheringDocuments.gatheringId, gatheringId))
		.orderBy(asc(gatheringDocuments.addedAt), asc(files.id));
}

/** What the page of who gives documents shows; undefined when there is no gathering that this person runs. */
export async function documentsToWrite(db: Database, person: Person, slug: string) {
	const found = await gatheringRunBy(db, person, slug);
	return found && { title: found.title, documents: await documentsOf(db, found.id) };
}

/** Who reads the documents of a gathering: those who may see it. They are of the gathering, and stay when who gave them goes. */
export const gatheringFiles: FileRoom<Person> = {
	async access(db, viewer, subject): Promise<FileAccess> {
		const slug = await slugOf(db, subject);
		if (!slug) return 'no';
		if (await gatheringToRead(db, null, 'public', slug)) return 'public';
		const isSeen = viewer && (await gatheringToRead(db, viewer, await audienceOf(db, viewer), slug));
		return isSeen ? 'private' : 'no';
	},
	outlivesSender: async (db, subject) => (await slugOf(db, subject)) !== undefined
};

async function slugOf(db: Database, subject: string): Promise<string | undefined> {
	const id = /^gathering:([0-9a-f-]{36})$/.exec(subject)?.[1];
	if (!id) return undefined;
	const [found] = await db.select({ slug: gatherings.slug }).from(gatherings).where(eq(gatherings.id, id));
	return found?.slug;
}

async function gatheringRunBy(db: Database, person: Person, slug: string) {
	const [found] = await db
		.select({
			id: gatherings.id,
			title: gatherings.title,
			hostId: gatherings.hostId,
			audience: gatherings.audience
		})
		.from(gatherings)
		.where(eq(gatherings.slug, slug.slice(0, 200)));
	return found && mayRun(person, found) ? found : undefined;
}

async function countOf(tx: Database, gatheringId: string): Promise<number> {
	return tx.$count(gatheringDocuments, eq(gatheringDocuments.gatheringId, gatheringId));
}
