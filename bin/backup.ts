import { join, resolve } from 'node:path';
import { openStorage } from '#platform/files/storage.server.ts';
import { readSettings } from '#platform/settings.server.ts';
import { Trouble, writingUnder } from '#platform/trouble.ts';
import { backUp } from './parts/backing-up.ts';
import { openDatabase } from './parts/database.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';

const program = new Program();

void program.run(async () => {
	const [name] = process.argv.slice(2);
	if (!name) throw new Trouble('Say where the backup goes: npm run backup -- alliance.gz');
	const file = resolve(process.env.INIT_CWD ?? '', name);
	const settings = readSettings(process.env);
	const databaseUrl = await step('Database', (say) => openDatabase(settings, program, 'npm run backup', say));
	const { filesUrl, dataFolder } = settings;
	const storage = filesUrl ? undefined : openStorage(undefined, join(dataFolder, 'files'));
	const { rows, files, missing } = await step('Backup', () => backUp(databaseUrl, file, storage)).catch(
		(error: unknown) => {
			return writingUnder(file, () => {
				throw error;
			});
		}
	);
	const kept = storage ? `${rows} rows and ${files} files` : `${rows} rows`;
	console.log(`${kept} are in ${file}. It names people: keep it where only you can read it.`);
	if (!storage)
		console.log('The files that people sent are in the bucket of FILES_URL: it needs copies of its own.');
	if (missing > 0)
		console.log(`The bytes of ${missing} files were not found in ${join(dataFolder, 'files')}.`);
});
