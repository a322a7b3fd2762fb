/**
 * Cuts Bricolage Grotesque down to one bold cut and the characters of French and English headings.
 * Run it again when the characters or the package change: `node src/ui/fonts/subset.ts`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import subsetFont from 'subset-font';

const source = createRequire(import.meta.url).resolve(
	'@fontsource-variable/bricolage-grotesque/files/bricolage-grotesque-latin-standard-normal.woff2'
);
const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const accented = 'ÀÂÄÇÉÈÊËÎÏÔŒÙÛÜàâäæçéèêëîïôöœùûüÿ';
const marks = ' !"%&\'()*+,-./:;?@«»‘’“”–—…·•°€×\u00a0\u202f\u2011';

const font = await subsetFont(await readFile(source), letters + accented + marks, {
	targetFormat: 'woff2',
	variationAxes: { wght: 680, opsz: 30, wdth: 100 },
	keepFeatures: ['kern', 'locl', 'ccmp'],
	noLayoutClosure: true,
	noHinting: true
});
await writeFile(new URL('./bricolage.woff2', import.meta.url), font);
console.log(`bricolage.woff2: ${font.length} bytes`);
