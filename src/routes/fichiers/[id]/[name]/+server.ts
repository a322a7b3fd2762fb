import { error } from '@sveltejs/kit';
import { answerWithFile, findFile } from '#platform/files/reading.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { fileStorage } from '#wiring/file-storage.server.ts';
import { fileRooms } from '#wiring/files.server.ts';

/** A file that somebody sent, for whoever its room lets read it. The name in the address is for people alone. */
export async function GET({ params, request, locals }) {
	const file = await findFile(db, fileRooms, locals.person, params.id);
	const answer = file && (await answerWithFile(fileStorage, file, request));
	return answer ?? error(404, m.error_not_found());
}
