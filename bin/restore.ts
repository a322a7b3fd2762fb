import { join, resolve } from 'node:path';
import { openStorage } from '#platform/files/storage.server.ts';
import { readSettings } from '#platform/settings.server.ts';
import { Trouble } from '#platform/trouble.ts';
import { openDatabase } from './parts/database.ts';
import { migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';
import { restore } from './parts/restoring.ts';

const program = new Program();

void program.run(async () => {
	const [name] = process.argv.slice(2);
	if (!name) throw new Trouble('Say what to restore: npm run restore -- alliance.gz');
	const file = resolve(process.env.INIT_CWD ?? '', name);
	const settings = readSettings(process.env);
	const databaseUrl = await step('Database', (say) =>
		openDatabase(settings, program, 'npm run restore', say, true)
	);
	await step('Migrations', () => migrateOrExplain(databaseUrl));
	const storage = openStorage(settings.filesUrl, join(settings.dataFolder, 'files'));
	const rows = await step('Restoring', () => restore(databaseUrl, file, storage));
	console.log(`${rows} rows are back. Start with npm start; people sign in again.`);
});
