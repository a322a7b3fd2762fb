import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import * as v from 'valibot';
import type { Database } from '#platform/database.server.ts';
import { requiredLine } from '#platform/fields.ts';
import { kindOfType } from '#platform/files/file-kinds.ts';
import { files } from '#platform/files/files.tables.ts';
import { forgetFile, keepFile, type FileRefusal } from '#platform/files/keeping.server.ts';
import type { FileRoom } from '#platform/files/reading.server.ts';
import type { FileStorage } from '#platform/files/storage.server.ts';
import { pageOf, type Place } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { audienceOf } from '../allies/audience.server.ts';
import { groups } from '../people/groups.tables.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import { documentUse } from './document-use.ts';
import { groupDocuments } from './documents.tables.ts';
import { findGroup, holdAsMember, openTo, type GroupReader } from './visible.server.ts';

const pageSize = 50;

/** What a document is, in a line; the file comes beside. */
export const DocumentInput = v.object({
	about: requiredLine(140, () => m.communities_document_refusal_about())
});

export type DocumentResult =
	{ ok: true } | { ok: false; reason: FileRefusal | 'not-found' | 'closed' | 'forbidden' };

/** Shares a file with a group. Members do. */
export async function shareDocument(
	db: Database,
	storage: FileStorage,
	person: Person,
	slug: string,
	{ about, upload }: { about: string; upload: File | null }
): Promise<DocumentResult> {
	return db.transaction(async (tx): Promise<DocumentResult> => {
		const seen = await findGroup(tx, { reader: 'public', person }, slug);
		if (!seen?.role) return { ok: false, reason: 'not-found' };
		if (!upload) return { ok: false, reason: 'empty' };
		const subject = `group:${seen.group.id}`;
		const kept = await keepFile(tx, storage, person.id, upload, {
			...documentUse,
			room: 'communities',
			subject
		});
		if (!kept.ok) return kept;
		// A photograph takes a second to draw anew: the group is held, and looked at again, once that is done.
		const held = await holdAsMember(tx, person, slug);
		if (!held || held.group.closedAt) {
			await forgetFile(tx, kept.id);
			return { ok: false, reason: held ? 'closed' : 'not-found' };
		}
		await tx.insert(groupDocuments).values({ fileId: kept.id, groupId: held.group.id, about });
		return { ok: true };
	});
}

/** Takes a document away. Keepers do, and who sent it. */
export async function removeDocument(
	db: Database,
	person: Person,
	slug: string,
	fileId: string
): Promise<DocumentResult> {
	return db.transaction(async (tx): Promise<DocumentResult> => {
		const held = await holdAsMember(tx, person, slug);
		if (!held || !isUuid(fileId)) return { ok: false, reason: 'not-found' };
		if (held.group.closedAt) return { ok: false, reason: 'closed' };
		const [found] = await tx
			.select({ sentBy: files.uploadedBy })
			.from(groupDocuments)
			.innerJoin(files, eq(files.id, groupDocuments.fileId))
			.where(and(eq(groupDocuments.fileId, fileId), eq(groupDocuments.groupId, held.group.id)))
			.for('update', { of: groupDocuments });
		if (!found) return { ok: false, reason: 'not-found' };
		if (held.role !== 'keeper' && found.sentBy !== person.id) return { ok: false, reason: 'forbidden' };
		await forgetFile(tx, fileId);
		return { ok: true };
	});
}

/** The documents of a group, the latest first, for who may look inside. */
export async function documentsToRead(db: Database, as: GroupReader, slug: string, { after }: Place) {
	const seen = await findGroup(db, as, slug);
	if (!seen?.isInside) return undefined;
	const isBeyond = after !== undefined && isUuid(after) ? lt(groupDocuments.fileId, after) : undefined;
	const rows = await db
		.select({
			id: files.id,
			about: groupDocuments.about,
			name: files.name,
			type: files.type,
			bytes: files.bytes,
			sentAt: files.createdAt,
			sentBy: files.uploadedBy,
			sender: persons.name
		})
		.from(groupDocuments)
		.innerJoin(files, eq(files.id, groupDocuments.fileId))
		.leftJoin(persons, eq(persons.id, files.uploadedBy))
		.where(and(eq(groupDocuments.groupId, seen.group.id), isBeyond))
		.orderBy(desc(groupDocuments.fileId))
		.limit(pageSize + 1);
	const page = pageOf(rows, pageSize, { after }, ({ id }) => id);
	const isOpen = !seen.group.closedAt;
	return {
		...seen,
		next: page.next,
		documents: page.lines.map(({ sentBy, type, ...document }) => ({
			...document,
			kind: kindOfType(type) ?? 'text',
			mayRemove: isOpen && (seen.role === 'keeper' || (sentBy !== null && sentBy === as.person?.id))
		}))
	};
}

/** Who reads the documents of a group: those who may look inside it. They stay when who sent them is erased. */
export const groupFiles: FileRoom<Person> = {
	async access(db, viewer, subject) {
		const id = /^group:([0-9a-f-]{36})$/.exec(subject)?.[1];
		if (!id) return 'no';
		const isInside = openTo(await audienceOf(db, viewer), viewer?.id ?? null);
		return (await db.$count(groups, sql`${groups.id} = ${id} and ${isInside}`)) > 0 ? 'private' : 'no';
	},
	outlivesSender: async () => true
};
