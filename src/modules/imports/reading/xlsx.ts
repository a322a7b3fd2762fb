import { Archive } from './archive.ts';
import { UnreadableFile, checkSize, columnNames, limits, type Sheet, type SheetRow } from './sheet.ts';
import { readWorkbook, type Workbook } from './workbook.ts';
import { xmlParser } from './xml.ts';

/** The first sheet of an Excel workbook as rows: values as they were last computed, dates as 14/12/2023. */
export async function readXlsx(path: string): Promise<Sheet> {
	const archive = await Archive.open(path);
	try {
		const workbook = await readWorkbook(archive);
		const rows = rowsOf(archive, workbook);
		const first = await rows.next();
		if (first.done) throw new UnreadableFile('empty');
		const facts = { encoding: null, separator: null, otherSheets: workbook.otherSheets };
		return { format: 'xlsx', columns: columnNames(first.value.cells), rows: rest(rows, archive), facts };
	} catch (error) {
		archive.close();
		throw error;
	}
}

async function* rest(rows: AsyncGenerator<SheetRow>, archive: Archive): AsyncGenerator<SheetRow> {
	let read = 0;
	try {
		for await (const row of rows) {
			checkSize(row.cells, row.number, (read += 1));
			yield row;
		}
		if (read === 0) throw new UnreadableFile('no-rows');
	} finally {
		archive.close();
	}
}

/** Rows that hold something, as they come out of the archive. */
async function* rowsOf(archive: Archive, workbook: Workbook): AsyncGenerator<SheetRow> {
	const reader = new SheetReader(workbook);
	for await (const piece of archive.textOf(workbook.sheet)) {
		reader.parser.write(piece);
		yield* reader.taken();
	}
	reader.parser.end();
	yield* reader.taken();
}

class SheetReader {
	readonly parser = xmlParser({
		open: (name, attributes) => this.#open(name, attributes),
		text: (piece) => this.#hear(piece),
		close: (name) => this.#close(name)
	});
	readonly #workbook: Workbook;
	#rows: SheetRow[] = [];
	#number = 0;
	#cells: string[] = [];
	#column = -1;
	#type = 'n';
	#style = 0;
	#value = '';
	#isValue = false;
	#isSpoken = false;

	constructor(workbook: Workbook) {
		this.#workbook = workbook;
	}

	/** The rows read since the last time. */
	taken(): SheetRow[] {
		const taken = this.#rows;
		this.#rows = [];
		return taken;
	}

	#open(name: string, attributes: Record<string, string>): void {
		if (name === 'row') {
			this.#number = Number(attributes['r'] ?? this.#number + 1);
			this.#cells = [];
			this.#column = -1;
		} else if (name === 'c') {
			this.#column = columnOf(attributes['r']) ?? this.#column + 1;
			this.#type = attributes['t'] ?? 'n';
			this.#style = Number(attributes['s'] ?? 0);
			this.#value = '';
		} else if (name === 'rPh') this.#isSpoken = true;
		this.#isValue = name === 'v' || (name === 't' && !this.#isSpoken);
	}

	#hear(piece: string): void {
		// One character more than a cell holds shows that it was cut.
		if (this.#isValue && this.#value.length <= limits.cell) this.#value += piece;
	}

	#close(name: string): void {
		this.#isValue = false;
		if (name === 'rPh') this.#isSpoken = false;
		if (name === 'c') this.#keep(this.#text());
		if (name === 'row' && this.#cells.some((cell) => cell.trim() !== ''))
			this.#rows.push({ number: this.#number, cells: this.#cells });
	}

	#keep(text: string): void {
		if (text === '') return;
		if (this.#column >= limits.columns) throw new UnreadableFile('too-many-columns', this.#column + 1);
		while (this.#cells.length < this.#column) this.#cells.push('');
		this.#cells[this.#column] = text;
	}

	#text(): string {
		const value = this.#value;
		if (this.#type === 's') return this.#workbook.texts[Number(value)] ?? '';
		if (this.#type === 'b') return value === '1' ? 'oui' : value === '' ? '' : 'non';
		if (this.#type === 'e') return '';
		if (this.#type !== 'n' || value === '') return value;
		if (this.#workbook.dateStyles[this.#style]) return dayOf(Number(value), this.#workbook.is1904);
		// 48.117266000000001 is how a workbook writes 48.117266.
		return Number.isFinite(Number(value)) ? String(Number(value)) : value;
	}
}

/** The place of a column from the address of a cell: A1 is in 0, AA7 in 26. */
function columnOf(address: string | undefined): number | undefined {
	const letters = /^([A-Z]{1,3})\d+$/.exec(address ?? '')?.[1];
	if (!letters) return undefined;
	return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

/** A day from the number by which a workbook counts it, written as French offices do. */
function dayOf(serial: number, is1904: boolean): string {
	if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return '';
	// A workbook believes that 1900 was a leap year: before March its days are one behind.
	const days = is1904 ? serial - 24_107 : serial - 25_569 + (serial < 60 ? 1 : 0);
	const moment = new Date(Math.floor(days) * 86_400_000);
	return moment.toISOString().slice(0, 10).split('-').reverse().join('/');
}
