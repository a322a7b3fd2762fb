import { ElementScanner } from './elements.ts';
import { textOf } from './text.ts';
import {
	UnreadableFile,
	checkSize,
	columnNames,
	type Encoding,
	type Format,
	type Sheet,
	type SheetRow
} from './sheet.ts';

/** What the file is, and how deep its elements begin: 0 for one alone, 1 in a list or under names, 2 in a list under a name. */
type Shape = { format: Format; depth: number };
type Found = (encoding: Encoding) => void;

/**
 * A JSON file as rows, one per element: entries of YesWiki, elements of GoGoCarto, organisations of Murmurations, or any
 * list of objects. It is read twice, once for the columns, and never held whole.
 */
export async function readJson(path: string): Promise<Sheet> {
	const facts: Sheet['facts'] = { encoding: null, separator: null, otherSheets: [] };
	const found: Found = (encoding) => (facts.encoding = encoding);
	const shape = await shapeOf(path, found);
	const columns = new Set<string>();
	let read = 0;
	for await (const element of elementsOf(path, shape, found)) {
		for (const name of Object.keys(flat(element))) columns.add(name);
		checkSize({ length: columns.size }, read + 1, (read += 1));
	}
	if (read === 0) throw new UnreadableFile('no-rows');
	const names = [...columns];
	return {
		format: shape.format,
		columns: columnNames(names),
		rows: rowsOf(path, shape, names, found),
		facts
	};
}

async function* rowsOf(path: string, shape: Shape, names: string[], found: Found): AsyncGenerator<SheetRow> {
	let number = 0;
	for await (const element of elementsOf(path, shape, found)) {
		const values = flat(element);
		yield { number: (number += 1), cells: names.map((name) => values[name] ?? '') };
	}
}

/** What the file is, from its beginning. */
async function shapeOf(path: string, found: Found): Promise<Shape> {
	const { value } = await textOf(path, found).next();
	const head = (value ?? '').trimStart().slice(0, 200_000);
	const format = formatOf(head);
	if (head.startsWith('[')) return { format, depth: 1 };
	if (!head.startsWith('{')) throw new UnreadableFile('not-json');
	if (format === 'gogocarto') return { format, depth: 2 };
	const isAlone = format === 'murmurations' || /^\{\s*"[^"]*"\s*:\s*[^{\s]/.test(head);
	return { format, depth: isAlone ? 0 : 1 };
}

function formatOf(head: string): Format {
	if (/"linked_schemas"\s*:/.test(head)) return 'murmurations';
	if (/"id_fiche"\s*:|"bf_titre"\s*:/.test(head)) return 'yeswiki';
	return /^\{[^[]*"data"\s*:\s*\[/.test(head) ? 'gogocarto' : 'json';
}

/** The elements of the file, each parsed by itself. */
async function* elementsOf(path: string, { depth }: Shape, found: Found): AsyncGenerator<object> {
	const scanner = new ElementScanner(depth);
	for await (const piece of textOf(path, found))
		for (const element of scanner.elementsIn(piece)) yield parsed(element);
	if (!scanner.isWhole) throw new UnreadableFile('not-json');
}

function parsed(text: string): object {
	try {
		return JSON.parse(text) as object;
	} catch {
		throw new UnreadableFile('not-json');
	}
}

const deepest = 4;

/** An object as cells: what is inside another object is named `address.postalCode`, lists are separated by semicolons. */
export function flat(value: object, prefix = '', level = 0): Record<string, string> {
	const cells: Record<string, string> = {};
	for (const [key, inside] of Object.entries(value)) {
		const name = prefix + key;
		if (Array.isArray(inside)) cells[name] = inside.map(wordOf).filter(Boolean).join('; ');
		else if (inside !== null && typeof inside === 'object' && level < deepest)
			Object.assign(cells, flat(inside as object, `${name}.`, level + 1));
		else cells[name] = wordOf(inside);
	}
	return cells;
}

function wordOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value !== 'object') return String(value).replaceAll('\0', '');
	const { name, url, value: inner } = value as Record<string, unknown>;
	const word = url ?? name ?? inner;
	return typeof word === 'string' ? word.replaceAll('\0', '') : '';
}
