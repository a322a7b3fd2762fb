import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '#platform/trouble.ts';
import { words } from '../../words.config.ts';
import { root, runPackage } from './commands.ts';

const sources = [
	'src',
	'messages',
	'project.inlang',
	'static',
	'vite.config.ts',
	'vite.islands.config.ts',
	'package-lock.json'
];
/** Made by the build itself. */
const made = new Set([
	'src/words',
	'static/islands',
	'project.inlang/cache',
	'project.inlang/.meta.json',
	'project.inlang/README.md',
	'project.inlang/.gitignore'
]);

const stamp = join(root, 'build/.maillage-sources');
const vite = 'vite/bin/vite.js';

/** Whether the build was made from the sources that are here. */
export function isBuilt(): boolean {
	return existsSync(stamp) && readFileSync(stamp, 'utf8') === digestOfSources();
}

/** Builds the application: the words, the islands (whose files the application serves), then the application. */
export async function build(): Promise<void> {
	const digest = digestOfSources();
	await compileWords();
	await nameRoutes();
	await buildIslands();
	await runBuild(['build']);
	writeFileSync(stamp, digest);
}

/** Builds the parts of pages that wake up in the browser. */
async function buildIslands(): Promise<void> {
	if (existsSync(join(root, 'vite.islands.config.ts'))) {
		await runBuild(['build', '--config', 'vite.islands.config.ts']);
	}
}

/** Writes what TypeScript knows of the routes (`$app/tsconfig`), when it is not there yet: the islands need it. */
export async function nameRoutes(): Promise<void> {
	if (existsSync(join(root, 'node_modules/$app/tsconfig.json'))) return;
	const { code, output } = await runPackage('@sveltejs/kit/svelte-kit.js', ['sync']);
	if (code !== 0) throw new Trouble(`The routes cannot be read:\n${output}`);
}

/** Compiles the messages into functions, when that was not done since they changed: programs that run without a build need them. */
export async function compileWords(): Promise<void> {
	if (areWordsCompiled()) return;
	const { compile } = await import('@inlang/paraglide-js');
	await compile({ ...words, project: join(root, words.project), outdir: join(root, words.outdir) });
}

function areWordsCompiled(): boolean {
	const compiled = join(root, 'src/words/messages/_index.js');
	if (!existsSync(compiled)) return false;
	const messages = readdirSync(join(root, 'messages')).map((name) => join(root, 'messages', name));
	const sources = [...messages, join(root, 'words.config.ts')];
	return sources.every((source) => statSync(source).mtimeMs <= statSync(compiled).mtimeMs);
}

async function runBuild(options: string[]): Promise<void> {
	const { code, output } = await runPackage(vite, options, { NODE_ENV: 'production' });
	if (code !== 0) throw new Trouble(`The build failed:\n${output}`);
}

function digestOfSources(): string {
	const digest = createHash('sha256');
	for (const source of sources) addTo(digest, source);
	return digest.digest('hex');
}

function addTo(digest: ReturnType<typeof createHash>, path: string): void {
	const whole = join(root, path);
	if (made.has(path) || path.endsWith('.test.ts') || !existsSync(whole)) return;
	digest.update(path);
	try {
		digest.update(readFileSync(whole));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
		for (const name of readdirSync(whole).sort()) addTo(digest, `${path}/${name}`);
	}
}
