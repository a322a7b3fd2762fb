import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readSettings } from '#platform/settings.server.ts';
import { Trouble } from '#platform/trouble.ts';
import { compileWords } from './parts/building.ts';
import { openDatabase } from './parts/database.ts';
import { migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';

const program = new Program();
const usage =
	'Usage: npm run import -- --file FILE [--kind organisations] [--audience public|allies] [--write]\n' +
	'Without --write, nothing is written: one sees what would happen.';

void program.run(async () => {
	const options = {
		file: { type: 'string' },
		kind: { type: 'string', default: 'organisations' },
		audience: { type: 'string', default: 'public' },
		write: { type: 'boolean', default: false }
	} as const;
	const { file, kind, audience, write } = parseArgs({ options }).values;
	if (!file || kind !== 'organisations' || (audience !== 'public' && audience !== 'allies'))
		throw new Trouble(usage);
	const path = resolve(process.env.INIT_CWD ?? '', file);
	if (!(await stat(path).catch(() => undefined))?.isFile()) throw new Trouble(`There is no file ${path}.`);

	const settings = readSettings(process.env);
	await compileWords();
	const { openDatabase: connect } = await import('#platform/database.server.ts');
	const { importWhole } = await import('#modules/imports/importing-whole.server.ts');
	const databaseUrl = await step('Database', (say) => openDatabase(settings, program, 'npm run import', say));
	await step('Migrations', () => migrateOrExplain(databaseUrl));
	const { db, close } = connect(databaseUrl);
	program.onEnd('the connections', close);
	const named = { path, name: basename(path) };
	const result = await step('Rows', (say) =>
		importWhole(db, named, { audience, write }, (done, total) => say(`${done} of ${total} rows`))
	);
	if (!result.ok && result.reason === 'name-column')
		throw new Trouble(
			`No column of this file is a name: ${result.columns?.join(', ')}. Say which on /gestion/import, where this file waits.`
		);
	if (!result.ok) throw new Trouble(result.reason);
	tell(result, write);
});

type Told = {
	id: string;
	columns: string[];
	mapping: (string | null)[];
	counts: { verdicts: object; outcomes: object };
};

function tell({ id, columns, mapping, counts }: Told, isWritten: boolean): void {
	for (const [index, column] of columns.entries())
		console.log(`  ${column} → ${mapping[index] ?? 'not read'}`);
	const sums = Object.entries(isWritten ? counts.outcomes : counts.verdicts);
	console.log(sums.map(([what, rows]) => `${rows} ${what}`).join(', '));
	console.log(`Choices, refused rows${isWritten ? ' and the way back' : ''}: /gestion/import/${id}`);
	if (!isWritten) console.log('Nothing is written yet. Do it there, or run again with --write.');
}
