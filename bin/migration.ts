import { parseArgs } from 'node:util';
import { Trouble } from '#platform/trouble.ts';
import { runPackage } from './parts/commands.ts';
import { Program } from './parts/program.ts';

void new Program().run(async () => {
	const { values } = parseArgs({ options: { name: { type: 'string' } } });
	if (!values.name || !/^[a-z0-9_]+$/.test(values.name)) {
		throw new Trouble('Say what the migration does: npm run db:migration -- --name charter_renewals');
	}
	const { code, output } = await runPackage('drizzle-kit/bin.cjs', ['generate', '--name', values.name]);
	console.log(output.trim());
	if (code !== 0) throw new Trouble('No migration was written.');
	console.log('Read the SQL before you commit it: a migration runs once, on the data of people.');
});
