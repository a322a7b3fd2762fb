import { parseArgs } from 'node:util';
import { openDatabase as connect } from '#platform/database.server.ts';
import { readSettings, type Settings } from '#platform/settings.server.ts';
import { Trouble } from '#platform/trouble.ts';
import { compileWords } from './parts/building.ts';
import { openDatabase } from './parts/database.ts';
import { migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';

const program = new Program();

void program.run(async () => {
	const options = {
		world: { type: 'string' },
		size: { type: 'string' },
		territories: { type: 'boolean' },
		from: { type: 'string' }
	} as const;
	const { values } = parseArgs({ options });
	const settings = readSettings(process.env);
	await compileWords();
	if (values.territories) return loadTerritories(settings, values.from);
	const { NotEmpty, plant, worldNames } = await import('#seeds/plant.ts');
	const world = worldNames.find((name) => name === values.world);
	const size = values.size === undefined ? undefined : Number(values.size);
	if (!world || (size !== undefined && !(Number.isInteger(size) && size > 0))) {
		throw new Trouble(
			`Usage: npm run db:seed -- --world ${worldNames.join('|')} [--size NUMBER, for city]\n` +
				'   or: npm run db:seed -- --territories [--from FOLDER of another @etalab/decoupage-administratif]'
		);
	}

	const databaseUrl = await step('Database', (say) =>
		openDatabase(settings, program, 'npm run db:seed', say)
	);
	await step('Migrations', () => migrateOrExplain(databaseUrl));
	const { lines } = await step(`World ${world}`, () => plant(databaseUrl, world, size ? { size } : {})).catch(
		(error: unknown) => {
			if (!(error instanceof NotEmpty)) throw error;
			throw new Trouble(
				`${error.message} Give it an empty one: MAILLAGE_DATA=other npm run db:seed -- --world ${world}`
			);
		}
	);
	for (const line of lines) console.log(line);
});

/** Brings the official territories up to the edition that is installed, or to the one in a folder. */
async function loadTerritories(settings: Settings, from?: string): Promise<void> {
	const { loadEdition } = await import('#modules/territories/planting.server.ts');
	const { officialLists } = await import('#modules/territories/official-lists.server.ts');
	const lists = await step('Official lists', () => listsOrExplain(() => officialLists(from), from));
	const databaseUrl = await step('Database', (say) =>
		openDatabase(settings, program, 'npm run db:seed', say)
	);
	await step('Migrations', () => migrateOrExplain(databaseUrl));
	const { db, close } = connect(databaseUrl, 1);
	program.onEnd('the connection', close);
	const loading = await step(`Territories of ${lists.edition}`, () =>
		db.transaction((tx) => loadEdition(tx, lists))
	);
	if (loading.ok) return console.log(`The territories are those of ${lists.edition}.`);
	if (loading.reason === 'loaded')
		return console.log(`The territories of ${lists.edition} were there already: nothing changed.`);
	throw new Trouble(`A later edition than that of ${lists.edition} is loaded: nothing changed.`);
}

function listsOrExplain<Lists>(read: () => Lists, from = 'node_modules'): Lists {
	try {
		return read();
	} catch (error) {
		throw new Trouble(
			`There are no official lists in ${from}: give a folder that holds package.json and data/communes.json, as in the ` +
				`npm package @etalab/decoupage-administratif. ${(error as Error).message}`,
			{ cause: error }
		);
	}
}
