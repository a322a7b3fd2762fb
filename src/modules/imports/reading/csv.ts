import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { textOf } from './text.ts';
import { UnreadableFile, checkSize, columnNames, limits, type Sheet, type SheetRow } from './sheet.ts';

const separators = [';', ',', '\t', '|'];
const quotedPart = /"(?:[^"]|"")*"/g;

/** The separator that gives the first lines the same number of cells, and the most of them. */
export function guessSeparator(head: string): string {
	const lines = head
		.replace(quotedPart, '')
		.split(/\r\n|\r|\n/)
		.filter((line) => line.trim() !== '')
		.slice(0, 20);
	const score = (separator: string) => {
		const counts = lines.map((line) => line.split(separator).length - 1);
		const first = counts[0] ?? 0;
		if (first === 0) return 0;
		const alike = counts.filter((count) => count === first).length / counts.length;
		return first * alike * alike;
	};
	const best = separators.toSorted((a, b) => score(b) - score(a))[0]!;
	return score(best) > 0 ? best : ';';
}

/** A CSV file as rows: its separator guessed, line breaks inside quotes kept, blank rows passed over. */
export async function readCsv(path: string): Promise<Sheet> {
	const facts: Sheet['facts'] = { encoding: null, separator: null, otherSheets: [] };
	const text = textOf(path, (encoding) => (facts.encoding = encoding));
	const first = await text.next();
	if (first.done || first.value.trim() === '') throw new UnreadableFile('empty');
	const head = first.value;
	const separator = guessSeparator(head.slice(0, 64 * 1024));
	facts.separator = separator;

	const records = recordsOf(separator, head, text);
	const header = await headerOf(records);
	return { format: 'csv', columns: columnNames(header.cells), rows: rest(records, header.number), facts };
}

function recordsOf(separator: string, head: string, text: AsyncGenerator<string>): AsyncIterator<string[]> {
	const pieces = async function* () {
		yield head;
		yield* text;
	};
	const parser = parse({
		delimiter: separator,
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: false,
		max_record_size: limits.record
	});
	const source = Readable.from(pieces());
	source.on('error', (error) => parser.destroy(error));
	return source.pipe(parser)[Symbol.asyncIterator]() as AsyncIterator<string[]>;
}

async function nextOf(records: AsyncIterator<string[]>): Promise<string[] | undefined> {
	try {
		const { done, value } = await records.next();
		return done ? undefined : value;
	} catch (error) {
		throw explained(error);
	}
}

function explained(error: unknown): unknown {
	if (!(error instanceof CsvError)) return error;
	if (error.code === 'CSV_QUOTE_NOT_CLOSED')
		return new UnreadableFile('open-quote', Number(error['lines'] ?? 0) || '');
	if (error.code === 'CSV_MAX_RECORD_SIZE')
		return new UnreadableFile('record-too-long', Number(error['lines'] ?? 0) || '');
	return new UnreadableFile('damaged', error.code);
}

async function headerOf(records: AsyncIterator<string[]>): Promise<SheetRow> {
	for (let number = 1; ; number += 1) {
		const cells = await nextOf(records);
		if (!cells) throw new UnreadableFile('empty');
		if (cells.length > limits.columns) throw new UnreadableFile('too-many-columns', cells.length);
		if (cells.some((cell) => cell.trim() !== '')) return { number, cells };
	}
}

async function* rest(records: AsyncIterator<string[]>, headerNumber: number): AsyncGenerator<SheetRow> {
	let read = 0;
	for (let number = headerNumber + 1; ; number += 1) {
		const cells = await nextOf(records);
		if (!cells) break;
		if (cells.every((cell) => cell.trim() === '')) continue;
		checkSize(cells, number, (read += 1));
		yield { number, cells };
	}
	if (read === 0) throw new UnreadableFile('no-rows');
}
