import { largestStreamed } from '#platform/http/bodies.ts';

/** How much one import takes. A larger file is split by whoever sends it. */
export const limits = {
	bytes: largestStreamed,
	rows: 200_000,
	columns: 500,
	/** Of one cell, in characters: what is longer is cut, and the row says so. */
	cell: 10_000,
	/** Of one record or one element, in characters. */
	record: 1_000_000,
	/** Of a workbook once unpacked, in bytes. */
	unpacked: 600 * 1024 * 1024,
	/** Of the texts that a workbook shares between its cells: they are kept in memory while it is read. */
	sharedTexts: 48 * 1024 * 1024,
	/** How many times larger a part may become when it is unpacked; Excel's own stay under 60. */
	ratio: 250
};

export const formats = ['csv', 'xlsx', 'yeswiki', 'gogocarto', 'murmurations', 'json'] as const;
export type Format = (typeof formats)[number];

/** How the bytes of a text were understood; `mixed` is UTF-8 with lines of Windows-1252. */
export type Encoding = 'utf-8' | 'utf-16' | 'windows-1252' | 'mixed';

/** One row as it stands in the file; `number` is where one finds it there, the heading being in a row as well. */
export type SheetRow = { number: number; cells: string[] };

/** A file as rows of text. What is told of it (`facts`) is whole once the rows have been read to their end. */
export type Sheet = {
	format: Format;
	columns: string[];
	rows: AsyncIterable<SheetRow>;
	facts: { encoding: Encoding | null; separator: string | null; otherSheets: string[] };
};

export type Unread =
	| 'empty'
	| 'no-rows'
	| 'not-a-table'
	| 'old-excel'
	| 'protected'
	| 'damaged'
	| 'bomb'
	| 'too-many-texts'
	| 'too-large'
	| 'too-many-rows'
	| 'too-many-columns'
	| 'record-too-long'
	| 'open-quote'
	| 'not-json';

/** A file that cannot be read as a table: why, and what or where in it. */
export class UnreadableFile extends Error {
	readonly reason: Unread;
	readonly detail: string;

	constructor(reason: Unread, detail: string | number = '') {
		super(`${reason} ${detail}`.trim());
		this.reason = reason;
		this.detail = String(detail);
	}
}

/** Names for columns: those without one are numbered, and those of the same name as well. */
export function columnNames(header: string[]): string[] {
	const taken = new Set<string>();
	return header.map((cell, index) => {
		const name = cell.replace(/\s+/g, ' ').trim().slice(0, 200) || `(${index + 1})`;
		let free = name;
		for (let number = 2; taken.has(free); number += 1) free = `${name} (${number})`;
		taken.add(free);
		return free;
	});
}

/** Refuses a table that is larger than an import takes. */
export function checkSize(cells: ArrayLike<unknown>, row: number, rowsRead: number): void {
	if (cells.length > limits.columns) throw new UnreadableFile('too-many-columns', cells.length);
	if (rowsRead > limits.rows) throw new UnreadableFile('too-many-rows', row);
}
