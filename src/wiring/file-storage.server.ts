import { join } from 'node:path';
import { openStorage } from '#platform/files/storage.server.ts';
import { settings } from './settings.server.ts';

/** Where the bytes of files are. */
export const fileStorage = openStorage(settings.filesUrl, join(settings.dataFolder, 'files'));
