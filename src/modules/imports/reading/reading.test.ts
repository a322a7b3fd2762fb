import { expect, test } from 'vitest';
import { readAll, western, workbookOf, workbookParts, zipOf } from './files-for-tests.ts';
import { limits } from './sheet.ts';

const table =
	'Nom;Commune;Latitude\nLes Amis du Lavoir;Saint-Étienne;45,4397\nL’Œuvre « été »;Nîmes;43,8367\n'.replace(
		'Œ',
		'œ'
	);
const cells = [
	['Les Amis du Lavoir', 'Saint-Étienne', '45,4397'],
	['L’œuvre « été »', 'Nîmes', '43,8367']
];

test.each([
	['UTF-8', Buffer.from(table), 'utf-8'],
	['UTF-8 with its mark', Buffer.from(`\uFEFF${table}`), 'utf-8'],
	['UTF-16 as Excel saves it', Buffer.from(`\uFEFF${table}`, 'utf16le'), 'utf-16'],
	['UTF-16 of the other order', Buffer.from(`\uFEFF${table}`, 'utf16le').swap16(), 'utf-16'],
	['UTF-16 without a mark', Buffer.from(table, 'utf16le'), 'utf-16'],
	['Windows-1252', western(table), 'windows-1252'],
	['lines of UTF-8 and of Windows-1252', mixed(table), 'mixed']
])('a table in %s is read with its accents', async (_, content, encoding) => {
	const { columns, read, facts } = await readAll(content);
	expect(columns).toEqual(['Nom', 'Commune', 'Latitude']);
	expect(read.map((row) => row.cells)).toEqual(cells);
	expect(facts).toMatchObject({ encoding, separator: ';' });
});

function mixed(text: string): Buffer {
	const lines = text.split(/(?<=\n)/);
	return Buffer.concat(lines.map((line, i) => (i % 2 ? western(line) : Buffer.from(line))));
}

test('accents that stand across the pieces of a long file are read whole', async () => {
	const lines = Array.from({ length: 30_000 }, (_, i) => `Été ${i};Évry`);
	const { read } = await readAll(`Nom;Commune\n${lines.join('\n')}`);
	expect(read).toHaveLength(30_000);
	expect(read.every(({ cells: [name], number }) => name === `Été ${number - 2}`)).toBe(true);
});

test.each([
	['semicolons', ';'],
	['commas', ','],
	['tabs', '\t'],
	['bars', '|']
])('%s are found as what separates cells, also when cells hold another', async (_, separator) => {
	const other = separator === ',' ? ';' : ',';
	const lines = [
		['Nom', 'Adresse', 'Ville'],
		['A', `"3${other} rue du Lac"`, 'Vimy'],
		['B', 'Quai', 'Lens']
	];
	const { read, facts } = await readAll(lines.map((line) => line.join(separator)).join('\r\n'));
	expect(facts.separator).toBe(separator);
	expect(read[0]).toEqual({ number: 2, cells: ['A', `3${other} rue du Lac`, 'Vimy'] });
});

test('line breaks inside quotes stay in their cell, and blank rows keep the numbers of the others', async () => {
	const { read } = await readAll('\n\nNom;Description\n"La ""Source""";"Une ligne\nUne autre"\n;\n\nFin;x\n');
	expect(read).toEqual([
		{ number: 4, cells: ['La "Source"', 'Une ligne\nUne autre'] },
		{ number: 7, cells: ['Fin', 'x'] }
	]);
});

test('columns of the same name or without a name are told apart', async () => {
	const { columns } = await readAll('Nom;Nom;;Ville;\nA;B;C;D;E');
	expect(columns).toEqual(['Nom', 'Nom (2)', '(3)', 'Ville', '(5)']);
});

test.each([
	['an empty file', '', 'empty'],
	['blank lines', '\n \n', 'empty'],
	['a heading alone', 'Nom;Commune\n', 'no-rows'],
	['a quote that is never closed', 'Nom;Ville\nA;B\n"C;D\nE;F\n', 'open-quote'],
	['a PDF', '%PDF-1.7\n%âãÏÓ\n1 0 obj', 'not-a-table pdf'],
	['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-a-table png'],
	['a page of the web', '<!doctype html><table><tr><td>Nom', 'not-a-table html'],
	['bytes', Buffer.from([1, 2, 0, 3, 0, 0, 9, 10, 0, 7]), 'not-a-table'],
	['an old Excel workbook', Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'old-excel'],
	['half an archive', workbookOf([['Nom'], ['A']]).subarray(0, 300), 'damaged'],
	['an archive that is no workbook', zipOf([{ name: 'a.txt', content: Buffer.from('a') }]), 'not-a-table'],
	['a workbook without rows', workbookOf([['Nom', 'Ville']]), 'no-rows'],
	['an empty workbook', workbookOf([]), 'empty'],
	['half a JSON', '[{"bf_titre": "A"}, {"bf_titre": "B', 'not-json'],
	['JSON without elements', '[]', 'no-rows'],
	[
		'ten thousand columns',
		Array.from({ length: 10_000 }, (_, i) => `c${i}`).join(';') + '\nA;B',
		'too-many-columns 10000'
	],
	[
		'ten thousand columns in Excel',
		workbookOf([['Nom', ...Array.from({ length: 10_000 }, () => 'x')]]),
		'too-many-columns 501'
	],
	['one endless record', `Nom;Texte\nA;"${'x'.repeat(limits.record + 10)}"`, 'record-too-long']
])('%s is refused in words', async (_, content, refusal) => {
	await expect(readAll(content)).rejects.toThrow(new RegExp(`^${refusal}`));
});

test('more rows than an import takes are refused', async () => {
	await expect(readAll(`Nom\n${'A\n'.repeat(limits.rows + 1)}`)).rejects.toThrow('too-many-rows');
});

test('a workbook is read as people see it: texts, numbers, dates, formulas by their value', async () => {
	const { columns, read, facts } = await readAll(
		workbookOf([
			['Nom', 'SIRET', 'Créée le', 'Latitude', 'Note'],
			[
				'A & B',
				73282932000074,
				{ xml: '<c s="2"><v>45274</v></c>' },
				{ xml: '<c><v>48.117266000000001</v></c>' },
				{ xml: '<c t="str"><f>1+1</f><v>2</v></c>' }
			],
			[],
			[
				'',
				'',
				'',
				{ xml: '<c t="inlineStr"><is><r><t>à </t></r><r><t>part</t></r></is></c>' },
				{ xml: '<c t="e"><v>#N/A</v></c>' }
			]
		])
	);
	expect(columns).toEqual(['Nom', 'SIRET', 'Créée le', 'Latitude', 'Note']);
	expect(read).toEqual([
		{ number: 2, cells: ['A & B', '73282932000074', '14/12/2023', '48.117266', '2'] },
		{ number: 4, cells: ['', '', '', 'à part'] }
	]);
	expect(facts.otherSheets).toEqual(['Notes']);
});

test('a workbook that unpacks into a mountain is refused before it does', async () => {
	const mountain = { name: 'xl/media/a.bin', content: Buffer.alloc(40 * 1024 * 1024) };
	await expect(readAll(zipOf([...workbookParts([['Nom'], ['A']]), mountain]))).rejects.toThrow('bomb');
});

test('a workbook that lies about the size of its parts is refused while it unpacks', async () => {
	const parts = workbookParts([['Nom'], ...Array.from({ length: 5000 }, (_, i) => [`Ligne ${i}`])]);
	parts[0] = { ...parts[0]!, declared: 1000 };
	await expect(readAll(zipOf(parts))).rejects.toThrow('damaged');
});

test('a workbook whose entities grow without end is refused', async () => {
	const before = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
	await expect(readAll(zipOf(workbookParts([['Nom'], ['A']], { before })))).rejects.toThrow('bomb');
});

test('entries of YesWiki, elements of GoGoCarto and organisations of Murmurations are rows', async () => {
	const yeswiki = await readAll(
		'{"LaSource":{"id_fiche":"LaSource","bf_titre":"La Source {\\"été\\"}"},"B":{"bf_titre":"B"}}'
	);
	expect([yeswiki.format, yeswiki.read.map(({ cells: [, title] }) => title)]).toEqual([
		'yeswiki',
		['La Source {"été"}', 'B']
	]);

	const gogo = await readAll(
		'{"licence":"ODbL","data":[{"name":"A","geo":{"latitude":48.1},"address":{"postalCode":"35000"},"categories":["Vélo","Repair"]}]}'
	);
	expect(gogo.format).toBe('gogocarto');
	expect(gogo.columns).toEqual(['name', 'geo.latitude', 'address.postalCode', 'categories']);
	expect(gogo.read[0]!.cells).toEqual(['A', '48.1', '35000', 'Vélo; Repair']);

	const profile =
		'{"linked_schemas":["organizations_schema-v1.0.0"],"name":"A","urls":[{"name":"x","url":"https://a.org"}]}';
	for (const content of [profile, `[${profile},${profile.replace('"A"', '"B"')}]`]) {
		const { format, read, columns } = await readAll(content);
		expect([format, read[0]!.cells[columns.indexOf('urls')]]).toEqual(['murmurations', 'https://a.org']);
	}
});
