import fc from 'fast-check';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { settledMarkdown } from './markdown.server.ts';
import { mergeTexts } from './merging.ts';
import { documentOf, markdownIn, writeMarkdown } from './yjs-document.server.ts';

const pieces = [
	...[
		'# Titre',
		'## Sous-titre',
		'- un',
		'- deux',
		'  - dedans',
		'1. premier',
		'2. second',
		'> cité',
		'---',
		''
	],
	...[
		'Un *texte* **fort**',
		'[lien](https://exemple.fr/a_b)',
		'`code`',
		'```',
		'a\\*b',
		'ligne  ',
		'~~rayé~~'
	],
	...[
		'+ plus',
		'* étoile',
		'<b>html</b>',
		'![img](x)',
		'| a | b |',
		'1986\\. An',
		'#sans espace',
		'_souligné_ a_b_c'
	]
];
const typed = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('a text that was settled once is not changed by settling it again', () => {
	fc.assert(
		fc.property(typed, (text) => {
			const settled = settledMarkdown(text);
			expect(settledMarkdown(settled)).toBe(settled);
		}),
		{ numRuns: 400 }
	);
});

test('a text goes into the document and comes out the same, whatever stood there before', () => {
	fc.assert(
		fc.property(typed, typed, (before, after) => {
			const document = new Y.Doc();
			writeMarkdown(document, before);
			writeMarkdown(document, after);
			expect(markdownIn(document)).toBe(settledMarkdown(after));
		}),
		{ numRuns: 300 }
	);
});

test('lines that somebody typed one under the other stay lines', () => {
	expect(settledMarkdown('Présents\nAda')).toBe('Présents\\\nAda');
	expect(settledMarkdown('Fin  \n\n\n\n')).toBe('Fin');
});

test('who types in the editor keeps what they type while somebody saves the whole text', () => {
	const before = 'Un lieu\n\nUne date\n\nUn repas';
	const shared = new Y.Doc();
	writeMarkdown(shared, before);
	const [editor, form] = [1, 2].map(() => documentOf([Y.encodeStateAsUpdate(shared)])) as [Y.Doc, Y.Doc];
	const paragraph = editor.getXmlFragment('default').get(2) as Y.XmlElement;
	(paragraph.get(0) as Y.XmlText).insert(8, ' chaud');
	writeMarkdown(form, `Ordre du jour\n\n${before.replace('date', 'date : mardi')}`);
	Y.applyUpdate(editor, Y.encodeStateAsUpdate(form));
	expect(markdownIn(editor)).toBe('Ordre du jour\n\nUn lieu\n\nUne date : mardi\n\nUn repas chaud');
});

test('a change of one word is a change of a few bytes, not of the text', () => {
	const document = new Y.Doc();
	const text = Array.from({ length: 200 }, (_, line) => `Paragraphe numéro ${line}`).join('\n\n');
	writeMarkdown(document, text);
	const before = Y.encodeStateVector(document);
	writeMarkdown(document, text.replace('numéro 100', 'numéro cent'));
	expect(Y.encodeStateAsUpdate(document, before).length).toBeLessThan(60);
});

test('what no editor of ours would write is read as its bare text, and what cannot be read harms nothing', () => {
	const document = new Y.Doc();
	writeMarkdown(document, 'Avant');
	const fragment = document.getXmlFragment('default');
	const strange = new Y.XmlElement('script');
	fragment.insert(1, [strange]);
	strange.insert(0, [new Y.XmlText('alert(1)')]);
	const wrong = new Y.XmlElement('heading');
	fragment.insert(2, [wrong]);
	wrong.setAttribute('level', 'neuf');
	wrong.insert(0, [new Y.XmlElement('table')]);
	fragment.insert(3, [new Y.XmlText('Après')]);
	expect(markdownIn(document)).toMatch(/^Avant\n\nalert\(1\)[^]*Après$/);
	writeMarkdown(document, 'Remis en ordre');
	expect(markdownIn(document)).toBe('Remis en ordre');
	expect(markdownIn(documentOf([new Uint8Array([1, 2, 3]), Y.encodeStateAsUpdate(document)]))).toBe(
		'Remis en ordre'
	);
});

test('texts of thousands of lines that are all alike are merged or refused without a long wait', () => {
	const many = (line: string) => Array.from({ length: 3500 }, () => line).join('\n');
	const begun = performance.now();
	mergeTexts({ base: many('a'), mine: `${many('a')}\nb`, theirs: `c\n${many('a')}` });
	expect(mergeTexts({ base: many('a'), mine: many('b\nb'), theirs: 'c' }).isConflict).toBe(true);
	expect(performance.now() - begun).toBeLessThan(3000);
});
