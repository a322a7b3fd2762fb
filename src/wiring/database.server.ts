import { openDatabase } from '#platform/database.server.ts';
import { settings } from './settings.server.ts';

export const { db, pool, close: closeDatabase } = openDatabase(settings.databaseUrl, 10);
