import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import { onTestFinished } from 'vitest';
import { readSheet } from './reading.ts';
import type { Sheet, SheetRow } from './sheet.ts';

/** A file of a test, until its end. */
export function fileOf(content: string | Buffer, name = 'fichier'): string {
	const folder = mkdtempSync(join(tmpdir(), 'maillage-import-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	writeFileSync(join(folder, name), content);
	return join(folder, name);
}

/** What is read of a file, to its end. */
export async function readAll(content: string | Buffer): Promise<Sheet & { read: SheetRow[] }> {
	const sheet = await readSheet(fileOf(content));
	const read: SheetRow[] = [];
	for await (const row of sheet.rows) read.push(row);
	return { ...sheet, read };
}

/** A text as an office that has never heard of UTF-8 writes it. */
export function western(text: string): Buffer {
	return Buffer.from(
		text.replaceAll('€', '\u0080').replaceAll('’', '\u0092').replaceAll('œ', '\u009c'),
		'latin1'
	);
}

type Part = { name: string; content: Buffer; declared?: number };

/** A zip archive; `declared` is what it says of the size of a part instead of the truth. */
export function zipOf(parts: Part[]): Buffer {
	const bodies: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const { name, content, declared = content.length } of parts) {
		const packed = deflateRawSync(content, { level: 9 });
		const fields = Buffer.alloc(26);
		fields.writeUInt16LE(20, 0);
		fields.writeUInt16LE(8, 4);
		fields.writeUInt32LE(crc32(content), 10);
		fields.writeUInt32LE(packed.length, 14);
		fields.writeUInt32LE(declared, 18);
		fields.writeUInt16LE(name.length, 22);
		const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), packed]);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, rest, Buffer.from(name)]));
		bodies.push(local);
		offset += local.length;
	}
	const size = directory.reduce((sum, entry) => sum + entry.length, 0);
	const end = Buffer.alloc(18);
	end.writeUInt16LE(parts.length, 4);
	end.writeUInt16LE(parts.length, 6);
	end.writeUInt32LE(size, 8);
	end.writeUInt32LE(offset, 12);
	return Buffer.concat([...bodies, ...directory, Buffer.from('PK\x05\x06'), end]);
}

const xml = (text: string) => Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>\n${text}`);
const plain = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

type Cell = string | number | { xml: string };

function linesOf(rows: Cell[][]): { lines: string[]; texts: string[] } {
	const texts: string[] = [];
	const cell = (value: Cell, column: number, row: number) => {
		const at = `${letters(column)}${row}`;
		if (typeof value === 'object') return value.xml.replace('<c', `<c r="${at}"`);
		if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`;
		return value === '' ? '' : `<c r="${at}" t="s"><v>${texts.push(value) - 1}</v></c>`;
	};
	const lines = rows.map(
		(cells, i) => `<row r="${i + 1}">${cells.map((value, j) => cell(value, j, i + 1)).join('')}</row>`
	);
	return { lines, texts };
}

/** The parts of an Excel workbook with these rows: texts are shared, numbers are numbers, anything else is given as XML. */
export function workbookParts(rows: Cell[][], { before = '' } = {}): Part[] {
	const { lines, texts } = linesOf(rows);
	const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
	const relations = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
	return [
		{
			name: 'xl/worksheets/sheet2.xml',
			content: xml(`${before}<worksheet ${main}><sheetData>${lines.join('')}</sheetData></worksheet>`)
		},
		{
			name: 'xl/workbook.xml',
			content: xml(
				`<workbook ${main} ${relations}><sheets><sheet name="Caché" state="hidden" sheetId="1" r:id="rId9"/><sheet name="Alliés" sheetId="2" r:id="rId1"/><sheet name="Notes" sheetId="3" r:id="rId2"/></sheets></workbook>`
			)
		},
		{
			name: 'xl/_rels/workbook.xml.rels',
			content: xml('<Relationships><Relationship Id="rId1" Target="worksheets/sheet2.xml"/></Relationships>')
		},
		{
			name: 'xl/styles.xml',
			content: xml(
				`<styleSheet ${main}><numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>`
			)
		},
		{
			name: 'xl/sharedStrings.xml',
			content: xml(
				`<sst ${main}>${texts.map((text) => `<si><t xml:space="preserve">${plain(text)}</t></si>`).join('')}</sst>`
			)
		}
	];
}

/** An Excel workbook with these rows. */
export function workbookOf(rows: Cell[][]): Buffer {
	return zipOf(workbookParts(rows));
}

function letters(column: number): string {
	const last = String.fromCharCode(65 + (column % 26));
	return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}
