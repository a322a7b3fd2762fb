import { eq } from 'drizzle-orm';
import type { Database } from '../database.server.ts';
import { files } from './files.tables.ts';
import { forgetFile } from './keeping.server.ts';
import type { FileRooms } from './reading.server.ts';

/** What a person sent, oldest first, for the export of personal data. */
export async function filesSentBy(db: Database, personId: string) {
	return db
		.select({ name: files.name, bytes: files.bytes, createdAt: files.createdAt })
		.from(files)
		.where(eq(files.uploadedBy, personId))
		.orderBy(files.id);
}

/** Takes a person away from the files that they sent: those that outlive them stay without their name, the others go. */
export async function leaveFiles<Viewer>(
	tx: Database,
	rooms: FileRooms<Viewer>,
	personId: string
): Promise<void> {
	const sent = await tx
		.select({ id: files.id, room: files.room, subject: files.subject })
		.from(files)
		.where(eq(files.uploadedBy, personId));
	for (const { id, room, subject } of sent) {
		const stays = Object.hasOwn(rooms, room) && (await rooms[room]!.outlivesSender(tx, subject));
		if (!stays) await forgetFile(tx, id);
	}
	await tx.update(files).set({ uploadedBy: null }).where(eq(files.uploadedBy, personId));
}
