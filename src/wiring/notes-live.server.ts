import { openNotesLive } from '#modules/notes/live.server.ts';
import { log } from '#platform/logs.server.ts';
import type { Live } from '#platform/http/upgrades.ts';
import { db } from './database.server.ts';
import { notesRule } from './notes.server.ts';
import { settings } from './settings.server.ts';
import { whoSends } from './sign-in.server.ts';

/** Holds the editors of notes beside the application. */
export async function startNotesLive(): Promise<Live> {
	return openNotesLive({
		db,
		databaseUrl: settings.databaseUrl,
		log,
		rule: notesRule,
		whoIs: ({ headers }, { protocol }) => whoSends(headers.cookie, protocol)
	});
}
