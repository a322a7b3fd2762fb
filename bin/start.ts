import type { Handler } from '#platform/http/kept-pages.ts';
import { readSettings, settingsHelp, type Settings } from '#platform/settings.server.ts';
import { build, isBuilt } from './parts/building.ts';
import { openDatabase } from './parts/database.ts';
import { keptSecret, migrateOrExplain } from './parts/preparing.ts';
import { Program } from './parts/program.ts';
import { step } from './parts/progress.ts';

const help = `Usage: npm start [-- --help]

Builds Maillage when its sources changed, opens its database, fills it when it is empty, and serves it.
Settings come from the environment, for instance: PORT=8080 npm start

${settingsHelp()}`;

const longestClosing = 10_000;

const program = new Program();

if (process.argv.includes('--help') || process.argv.includes('-h')) console.log(help);
else void program.serve(start);

async function start(): Promise<void> {
	const settings = readSettings(process.env);
	const isUpToDate = isBuilt();
	await step(isUpToDate ? 'Application, already built' : 'Application, built from its sources', () =>
		isUpToDate ? undefined : build()
	);
	const databaseUrl = await step('Database', (say) =>
		openDatabase(settings, program, 'npm start', say, true)
	);
	await step('Migrations', () => migrateOrExplain(databaseUrl));
	const { lines } = await step('Data', () => fill(databaseUrl, settings));
	const address = await step('Server', () => serve(settings, databaseUrl));
	console.log(`\nMaillage is at ${address}`);
	if (lines.length > 0) console.log(`\nOne can try being:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

async function fill(databaseUrl: string, { world }: Settings) {
	// Loaded late: it needs the words, which the build compiles.
	const { plantWhenEmpty } = await import('#seeds/plant.ts');
	return plantWhenEmpty(databaseUrl, world);
}

async function serve(settings: Settings, databaseUrl: string): Promise<string> {
	const { handlerEnvironment, openWebServer } = await import('#platform/http/web-server.ts');
	const { log } = await import('#platform/logs.server.ts');
	Object.assign(process.env, handlerEnvironment, {
		NODE_ENV: 'production',
		DATABASE_URL: databaseUrl,
		AUTH_SECRET: settings.authSecret ?? keptSecret(settings.dataFolder)
	});
	const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as {
		handler: Handler;
	};
	program.onEnd('the application', closeApplication);
	const { startNotesLive } = await import('#wiring/notes-live.server.ts');
	const { startRoomsLive } = await import('#wiring/room-live.server.ts');
	const [live, beside] = await Promise.all([startNotesLive(), startRoomsLive()]);
	const { address, stop } = await openWebServer(handler, settings, databaseUrl, log, { live, beside });
	program.onEnd('the web server', stop);
	return address;
}

/** Tells the application that it stops, and waits for what it does about it: its jobs end, its connections close. */
async function closeApplication(): Promise<void> {
	const listeners = process.listeners('sveltekit:shutdown' as never) as unknown as ((
		reason: string
	) => unknown)[];
	const closed = Promise.all(listeners.map(async (listener) => listener('SIGTERM')));
	await Promise.race([closed, new Promise((resolve) => setTimeout(resolve, longestClosing))]);
}
