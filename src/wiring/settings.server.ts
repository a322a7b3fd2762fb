import { readSettings } from '#platform/settings.server.ts';

/** The settings of this process: `bin/start` has checked them and filled in the address of the embedded database. */
export const settings = readSettings(process.env);
