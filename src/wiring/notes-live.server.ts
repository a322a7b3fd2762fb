import { openNotesLive } from '#modules/notes/live.server.ts';
import { log } from '#platform/logs.server.ts';
import type { Live } from '#platform/http/upgrades.ts';
import { closeDatabase, db } from './database.server.ts';
import { notesRule } from './notes.server.ts';
import { settings } from './settings.server.ts';
import { whoSends } from './sign-in.server.ts';

/** Holds the editors of notes beside the application, with database connections of their own. */
export async function startNotesLive(): Promise<Live> {
	const live = await openNotesLive({
		db,
		databaseUrl: settings.databaseUrl,
		log,
		rule: notesRule,
		whoIs: ({ headers }, { protocol }) => whoSends(headers.cookie, protocol)
	});
	return {
		...live,
		stop: async () => {
			await live.stop();
			await closeDatabase();
		}
	};
}
