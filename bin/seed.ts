import { parseArgs } from 'node:util';
import { readSettings } from '#platform/settings.server.ts';
import { Trouble } from '#platform/trouble.ts';
import { compileWords } from './parts/building.ts';
import { openDatabase } from './parts/database.ts';
import { migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';

const program = new Program();

void program.run(async () => {
	const options = { world: { type: 'string' }, size: { type: 'string' } } as const;
	const { values } = parseArgs({ options });
	const settings = readSettings(process.env);
	await compileWords();
	const { NotEmpty, plant, worldNames } = await import('#seeds/plant.ts');
	const world = worldNames.find((name) => name === values.world);
	const size = values.size === undefined ? undefined : Number(values.size);
	if (!world || (size !== undefined && !(Number.isInteger(size) && size > 0))) {
		throw new Trouble(`Usage: npm run db:seed -- --world ${worldNames.join('|')} [--size NUMBER, for city]`);
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
