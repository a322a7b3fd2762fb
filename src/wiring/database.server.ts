import { openDatabase } from '#platform/database.server.ts';
import { settings } from './settings.server.ts';

/** Pages, jobs, notes and rooms share these connections. */
export const { db, pool, close: closeDatabase } = openDatabase(settings.databaseUrl, 10);
