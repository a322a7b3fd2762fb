import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readSettings } from '#platform/settings.server.ts';
import { compileWords, nameRoutes } from './parts/building.ts';
import { root } from './parts/commands.ts';
import { openDatabase } from './parts/database.ts';
import { keptSecret, migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';

const program = new Program();

void program.serve(async () => {
	const settings = readSettings(process.env);
	await step('Words and routes', async () => {
		await compileWords();
		await nameRoutes();
	});
	const databaseUrl = await step('Database', (say) =>
		openDatabase(settings, program, 'npm run dev', say, true)
	);
	await step('Migrations', () => migrateOrExplain(databaseUrl));
	await step('Data', async () => {
		const { plantWhenEmpty } = await import('#seeds/plant.ts');
		return plantWhenEmpty(databaseUrl, settings.world);
	});
	Object.assign(process.env, {
		DATABASE_URL: databaseUrl,
		AUTH_SECRET: settings.authSecret ?? keptSecret(settings.dataFolder),
		PORT: String(settings.port)
	});
	runVite(['dev', '--host', settings.host, '--port', String(settings.port), '--strictPort']);
	// Vite writes the words anew when it begins; the islands read them.
	await answering(`http://${settings.host}:${settings.port}/robots.txt`);
	runVite(['build', '--watch', '--config', 'vite.islands.config.ts', '--logLevel', 'warn']);
});

/** Runs Vite beside us until we stop; when it stops by itself, so do we. */
function runVite(options: string[]): void {
	const vite = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), ...options], {
		cwd: root,
		stdio: ['ignore', 'inherit', 'inherit']
	});
	program.onEnd('Vite', async () => {
		if (vite.exitCode === null && vite.signalCode === null && vite.kill()) await once(vite, 'exit');
	});
	vite.on('exit', (code) => {
		if (code) process.kill(process.pid, 'SIGTERM');
	});
}

async function answering(address: string): Promise<void> {
	while (!(await fetch(address).catch(() => null))) await pause(100);
}
