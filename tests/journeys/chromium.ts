import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { chromium as playwright, type Browser } from 'playwright-core';

/**
 * Starts the Chromium that an npm package carries, with the libraries that it carries too: no system package and no
 * download is needed. It is unpacked once, in a temporary folder named after its version.
 */
export async function startChromium(): Promise<Browser> {
	const home = await unpackedChromium();
	return playwright.launch({
		executablePath: join(home, 'chromium'),
		// One process draws all the pages: starting another for each visitor took a third of a journey's time.
		args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none', '--renderer-process-limit=1'],
		env: {
			...process.env,
			LD_LIBRARY_PATH: join(home, 'al2023/lib'),
			FONTCONFIG_FILE: join(home, 'fonts.conf')
		}
	});
}

async function unpackedChromium(): Promise<string> {
	const carrier = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..');
	const { version } = JSON.parse(readFileSync(join(carrier, 'package.json'), 'utf8')) as { version: string };
	const home = join(tmpdir(), `maillage-chromium-${version}`);
	if (existsSync(home)) return home;

	const unpacking = mkdtempSync(join(tmpdir(), 'maillage-unpacking-'));
	await unpackInto(unpacking, join(carrier, 'bin'));
	writeFileSync(join(unpacking, 'fonts.conf'), fontsIn(home));
	try {
		renameSync(unpacking, home);
	} catch {
		// Another process was faster: its folder is whole.
		rmSync(unpacking, { recursive: true, force: true });
	}
	return home;
}

/** The package unpacks in the temporary folder of the process, whatever is there already: give it one of its own. */
async function unpackInto(folder: string, packed: string): Promise<void> {
	const { inflate } = await import('@sparticuz/chromium');
	const usual = process.env.TMPDIR;
	process.env.TMPDIR = folder;
	try {
		const archives = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br'];
		await Promise.all(archives.map((archive) => inflate(join(packed, archive))));
	} finally {
		if (usual === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = usual;
	}
}

/** The fonts of the package, and those of the machine when it has some. */
function fontsIn(home: string): string {
	const folders = [join(home, 'fonts'), '/usr/share/fonts'].map((folder) => `<dir>${folder}</dir>`);
	const aliases = ['sans-serif', 'system-ui'].map(
		(name) => `<alias><family>${name}</family><prefer><family>Open Sans</family></prefer></alias>`
	);
	const cache = `<cachedir>${join(home, 'fonts-cache')}</cachedir>`;
	return `<?xml version="1.0"?><fontconfig>${folders.join('')}${aliases.join('')}${cache}</fontconfig>`;
}
