import { resolve } from 'node:path';
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
	const rows = await step('Backup', () => backUp(databaseUrl, file)).catch((error: unknown) => {
		return writingUnder(file, () => {
			throw error;
		});
	});
	console.log(`${rows} rows are in ${file}. It names people: keep it where only you can read it.`);
});
