import { fork } from 'node:child_process';
import type { Handler } from '#platform/http/kept-pages.ts';
import { readSettings, settingsHelp, type Settings } from '#platform/settings.server.ts';
import { Trouble } from '#platform/trouble.ts';
import { build, isBuilt } from './parts/building.ts';
import { openDatabase } from './parts/database.ts';
import { isFounded, keptSecret, migrateOrExplain } from './parts/preparing.ts';
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
	const load = () => loadApplication(settings, databaseUrl);
	const early = (await isFounded(databaseUrl)) ? load() : undefined;
	// What fails in it is told where it is awaited.
	early?.catch(() => undefined);
	const { lines } = await step('Data', () => fill(databaseUrl, settings));
	const address = await step('Server', async () => serve(settings, databaseUrl, await (early ?? load())));
	console.log(`\nMaillage is at ${address}`);
	if (lines.length > 0) console.log(`\nOne can try being:\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** In a process of its own, which needs the words that the build compiles: what planting reads stays in no memory of the server. */
function fill(databaseUrl: string, { world }: Settings): Promise<{ lines: string[] }> {
	const env = { ...process.env, DATABASE_URL: databaseUrl, MAILLAGE_WORLD: world };
	const planting = fork(new URL('./parts/planting.ts', import.meta.url), { env });
	return new Promise((resolve, reject) => {
		planting.once('message', (planted) => resolve(planted as { lines: string[] }));
		planting.once('error', reject);
		planting.once('exit', () =>
			reject(new Trouble('The database could not be filled: the reason is above.'))
		);
	});
}

/** Loads the application while the data are looked at, on the other core. */
async function loadApplication(settings: Settings, databaseUrl: string): Promise<Handler> {
	const { handlerEnvironment } = await import('#platform/http/web-server.ts');
	Object.assign(process.env, handlerEnvironment, {
		NODE_ENV: 'production',
		DATABASE_URL: databaseUrl,
		AUTH_SECRET: settings.authSecret ?? keptSecret(settings.dataFolder)
	});
	const { handler } = (await import(new URL('../build/handler.js', import.meta.url).href)) as {
		handler: Handler;
	};
	program.onEnd('the application', closeApplication);
	return handler;
}

async function serve(settings: Settings, databaseUrl: string, handler: Handler): Promise<string> {
	const { openWebServer } = await import('#platform/http/web-server.ts');
	const { handedOver } = await import('#platform/http/hand-over.ts');
	const { log } = await import('#platform/logs.server.ts');
	const { startLive, startBeside } = handedOver();
	const [live, beside] = await Promise.all([startLive(), startBeside()]);
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
