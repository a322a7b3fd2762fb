import { readSettings } from '#platform/settings.server.ts';
import { openDatabase as connect } from '#platform/database.server.ts';
import { compileWords } from './parts/building.ts';
import { openDatabase } from './parts/database.ts';
import { migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';

const program = new Program();

void program.run(async () => {
	const settings = readSettings(process.env);
	await compileWords();
	const { rebuildSearch } = await import('#platform/search/searchables.server.ts');
	const { searchables } = await import('#wiring/searchables.server.ts');
	const databaseUrl = await step('Database', (say) =>
		openDatabase(settings, program, 'npm run search:rebuild', say)
	);
	await step('Migrations', () => migrateOrExplain(databaseUrl));
	const { db, close } = connect(databaseUrl, 1);
	program.onEnd('the connection', close);
	const count = await step('What can be found', () => rebuildSearch(db, searchables));
	console.log(`${count} things can be found.`);
});
