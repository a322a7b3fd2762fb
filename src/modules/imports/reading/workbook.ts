import type { Archive } from './archive.ts';
import { UnreadableFile, limits } from './sheet.ts';
import { xmlParser, type Heard } from './xml.ts';

/** What one must know of a workbook to read the cells of a sheet. */
export type Workbook = {
	/** The part of the first sheet that is shown. */
	sheet: string;
	otherSheets: string[];
	texts: string[];
	/** For each style, whether it shows a number as a date. */
	dateStyles: boolean[];
	/** Days are counted from 1904 instead of 1900. */
	is1904: boolean;
};

/** Reads what the sheets of a workbook share. */
export async function readWorkbook(archive: Archive): Promise<Workbook> {
	if (!archive.has('xl/workbook.xml')) throw new UnreadableFile('not-a-table');
	const { sheets, is1904 } = await sheetsOf(archive);
	const [first, ...others] = sheets;
	if (!first) throw new UnreadableFile('empty');
	const targets = await targetsOf(archive);
	const sheet = targets.get(first.id) ?? 'xl/worksheets/sheet1.xml';
	return {
		sheet,
		otherSheets: others.map(({ name }) => name),
		texts: await textsOf(archive),
		dateStyles: await dateStylesOf(archive),
		is1904
	};
}

async function hear(archive: Archive, part: string, heard: Heard): Promise<void> {
	if (!archive.has(part)) return;
	const parser = xmlParser(heard);
	for await (const piece of archive.textOf(part)) parser.write(piece);
	parser.end();
}

async function sheetsOf(archive: Archive) {
	const sheets: { id: string; name: string }[] = [];
	let is1904 = false;
	await hear(archive, 'xl/workbook.xml', {
		open(name, attributes) {
			if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
			if (name !== 'sheet' || (attributes['state'] ?? 'visible') !== 'visible') return;
			const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
			sheets.push({ id, name: attributes['name'] ?? '' });
		}
	});
	return { sheets, is1904 };
}

async function targetsOf(archive: Archive): Promise<Map<string, string>> {
	const targets = new Map<string, string>();
	await hear(archive, 'xl/_rels/workbook.xml.rels', {
		open(name, { Id, Target }) {
			if (name !== 'Relationship' || !Id || !Target) return;
			targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
		}
	});
	return targets;
}

/** The texts that cells point at. What is spoken above a word (`rPh`, in Japanese) is no part of it. */
async function textsOf(archive: Archive): Promise<string[]> {
	const part = 'xl/sharedStrings.xml';
	if (archive.sizeOf(part) > limits.sharedTexts) throw new UnreadableFile('too-many-texts');
	const texts: string[] = [];
	let [current, isText, isSpoken] = ['', false, false];
	await hear(archive, part, {
		open(name) {
			if (name === 'si') current = '';
			isText = name === 't' && !isSpoken;
			if (name === 'rPh') isSpoken = true;
		},
		text(piece) {
			if (isText && current.length <= limits.cell) current += piece;
		},
		close(name) {
			isText = false;
			if (name === 'rPh') isSpoken = false;
			if (name === 'si') texts.push(current);
		}
	});
	return texts;
}

/** Formats of dates that have no text of their own in a workbook (ECMA-376, part 1, 18.8.30). */
const builtInDates = new Set([
	14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 57
]);

async function dateStylesOf(archive: Archive): Promise<boolean[]> {
	const dates = new Set(builtInDates);
	const styles: boolean[] = [];
	let isCellStyles = false;
	await hear(archive, 'xl/styles.xml', {
		open(name, { numFmtId, formatCode = '' }) {
			const id = Number(numFmtId);
			if (name === 'numFmt' && /[dmyh]/i.test(formatCode.replace(/"[^"]*"|\[[^\]]*\]|\\./g, '')))
				dates.add(id);
			if (name === 'cellXfs') isCellStyles = true;
			if (name === 'xf' && isCellStyles) styles.push(dates.has(id));
		},
		close(name) {
			if (name === 'cellXfs') isCellStyles = false;
		}
	});
	return styles;
}
