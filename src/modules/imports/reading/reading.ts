import { open } from 'node:fs/promises';
import { fileTypeFromBuffer } from 'file-type';
import { readCsv } from './csv.ts';
import { readJson } from './json.ts';
import { readXlsx } from './xlsx.ts';
import { UnreadableFile, type Sheet } from './sheet.ts';

/** Reads a file as rows by what it is, not by what its name says. Nothing is held whole in memory. */
export async function readSheet(path: string): Promise<Sheet> {
	const head = await headOf(path);
	if (head.length === 0) throw new UnreadableFile('empty');
	if (head.subarray(0, 4).toString('latin1') === 'PK\x03\x04') return readXlsx(path);
	const isOle = head.subarray(0, 8).toString('hex') === 'd0cf11e0a1b11ae1';
	if (isOle) throw new UnreadableFile(head.includes('E\0n\0c\0r\0y\0p\0t') ? 'protected' : 'old-excel');
	const known = await fileTypeFromBuffer(head);
	if (known && !/^text\/|xml/.test(known.mime)) throw new UnreadableFile('not-a-table', known.ext);
	const start = /[^\s\uFEFF\0]/.exec(
		head.toString('latin1').replace(/^(\xEF\xBB\xBF|\xFF\xFE|\xFE\xFF)/, '')
	);
	if (start?.[0] === '{' || start?.[0] === '[') return readJson(path);
	if (start?.[0] === '<') throw new UnreadableFile('not-a-table', 'html');
	return readCsv(path);
}

async function headOf(path: string): Promise<Buffer> {
	const file = await open(path);
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(4200), 0, 4200, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
}
