import { expect } from 'vitest';
import type { Database } from '../database.server.ts';
import { test } from '../testing.server.ts';
import type { Segment } from './excerpts.ts';
import { fileSearchEntries, type SearchEntry } from './filing.server.ts';
import { search } from './search.server.ts';

const start = { place: {} };
const read = (segments: Segment[]) =>
	segments.map(({ text, isFound }) => (isFound ? `[${text}]` : text)).join('');

async function file(db: Database, title: string, more: Partial<SearchEntry> & { kind?: string } = {}) {
	const { kind = 'ally', ...entry } = more;
	const ref = title.toLowerCase().replace(/[^a-z0-9]+/g, '-');
	const filed: SearchEntry = { audience: 'public', url: `/${ref}`, title, ...entry };
	await fileSearchEntries(db, kind, ref, [filed]);
}

async function titles(db: Database, typed: string, audience: 'public' | 'allies' = 'public') {
	const { page } = await search(db, audience, typed, start);
	return page.lines.map(({ title }) => title.map(({ text }) => text).join(''));
}

test.for([
	['its title', 'pépinière du littoral'],
	['no accent', 'pepiniere littoral'],
	['capitals', 'LITTORAL'],
	['a plural', 'pépinières'],
	['another ending of the same word', 'concerter'],
	['a participle without its accents', 'concertees'],
	['the beginning of a word', 'pépin'],
	['words of the summary and the title', 'haies littoral'],
	['a word of the body', 'sécheresse'],
	['another name', 'PDL'],
	['an elided word', 'l’île'],
	['a straight apostrophe', "l'ile"],
	['a ligature', 'coeurs'],
	['words and signs', '  «littoral»,  (pépinière) & !'],
	['a word that says nothing, and another', 'la pépinière de']
])('somebody finds an ally by %s', async ([, typed], { db }) => {
	await file(db, 'Pépinière du littoral', {
		aliases: ['PDL'],
		summary: 'Planter des haies sur l’Île',
		body: 'La concertation, face à la sécheresse, au cœur de nos **villages**.'
	});
	await file(db, 'Autre chose');
	expect(await titles(db, typed!)).toEqual(['Pépinière du littoral']);
});

test.for(['littoral montagne', 'montagnes', '!!', '&|:*()', "' or 1=1 --", '"', '😀😀', 'absent -- %_'])(
	'“%s” finds nothing, and breaks nothing',
	async (typed, { db }) => {
		await file(db, 'Pépinière du littoral');
		expect((await search(db, 'public', typed, start)).page.lines).toEqual([]);
	}
);

test('names come before what is said of them', async ({ db }) => {
	await file(db, 'Maison commune', { body: 'Un verger partagé, un verger ouvert, le verger.' });
	await file(db, 'Les croqueurs de pommes', { aliases: ['Verger'] });
	await file(db, 'Association du grand Verger');
	await file(db, 'Verger des possibles');
	await file(db, 'Verger');
	await file(db, 'Outils', { summary: 'Pour le verger.' });
	expect(await titles(db, 'verger')).toEqual([
		'Verger',
		'Verger des possibles',
		'Association du grand Verger',
		'Les croqueurs de pommes',
		'Outils',
		'Maison commune'
	]);
});

test('what was found is marked, where it is', async ({ db }) => {
	const words = Array.from({ length: 90 }, (_, n) => `mot${n}`);
	words[60] = 'Concertées';
	await file(db, 'Atelier <b>', {
		aliases: ['Concertation', 'Rien'],
		summary: 'Une adresse.',
		body: words.join(' ')
	});
	const [line] = (await search(db, 'public', 'concerter', start)).page.lines;
	expect(read(line!.title)).toBe('Atelier <b>');
	expect(line!.aliases.map(read)).toEqual(['[Concertation]']);
	expect(read(line!.excerpt)).toMatch(/^… mot50 .*mot59 \[Concertées\] mot61 .* …$/);
	expect((await search(db, 'public', 'atel', start)).page.lines[0]!.excerpt.map(({ text }) => text)).toEqual([
		'Une adresse.'
	]);
});

test('a port marks no portal', async ({ db }) => {
	await file(db, 'Le port et le portail', { summary: 'Les ports.' });
	const [line] = (await search(db, 'public', 'port libre', start)).page.lines;
	expect(line).toBeUndefined();
	await file(db, 'Le port libre et le portail', { summary: 'Les ports.' });
	const [found] = (await search(db, 'public', 'port libre', start)).page.lines;
	expect(read(found!.title)).toBe('Le [port] [libre] et le portail');
	expect(read(found!.excerpt)).toBe('Les [ports].');
});

test('a slip of the finger finds what was meant, and the page says so', async ({ db }) => {
	await file(db, 'Facilitation');
	await file(db, 'Moulin bleu');
	expect(await search(db, 'public', 'facilitaton', start)).toMatchObject({ corrected: 'facilitation' });
	expect(await titles(db, 'faciltation')).toEqual(['Facilitation']);
	expect(await search(db, 'public', 'moulni bleu', start)).toMatchObject({ corrected: 'moulin bleu' });
	expect(await search(db, 'public', 'facture', start)).toMatchObject({ corrected: null, counts: [] });
	expect(await search(db, 'public', 'facilitation', start)).toMatchObject({
		corrected: null,
		suggested: null
	});
});

test('a rare spelling is searched for as it is, and a commoner one is suggested', async ({ db }) => {
	await file(db, 'Concertations', { body: 'Faciltation' });
	for (const name of ['un', 'deux', 'trois']) await file(db, `Facilitation ${name}`);
	expect(await search(db, 'public', 'faciltation', start)).toMatchObject({
		corrected: null,
		suggested: 'facilitation',
		counts: [{ kind: 'ally', count: 1, isMore: false }]
	});
});

test('when no entry has all the words, each that something has is proposed', async ({ db }) => {
	await file(db, 'Facilitation');
	await file(db, 'Moulin');
	expect(await search(db, 'public', 'moulin facilitation', start)).toMatchObject({
		words: [
			{ word: 'moulin', count: 1 },
			{ word: 'facilitation', count: 1 }
		]
	});
});

test('each kind is counted, whichever one reads', async ({ db }) => {
	await file(db, 'Eau vive');
	await file(db, 'Eau douce');
	await file(db, 'Gestion de l’eau', { kind: 'skill' });
	const counts = [
		{ kind: 'ally', count: 2, isMore: false },
		{ kind: 'skill', count: 1, isMore: false }
	];
	expect(await search(db, 'public', 'eau', start)).toMatchObject({ counts });
	const skills = await search(db, 'public', 'eau', { ...start, kind: 'skill' });
	expect(skills.counts).toEqual(counts);
	expect(skills.page.lines.map(({ kind }) => kind)).toEqual(['skill']);
});

test('allies find what is for them, and the public what is for everybody', async ({ db }) => {
	const entry = { url: '/moulin', title: 'Moulin', summary: 'Au bord de l’eau' };
	await fileSearchEntries(db, 'ally', 'a', [
		{ ...entry, audience: 'public' },
		{ ...entry, audience: 'allies', body: 'Nous cherchons un médiateur' }
	]);
	await fileSearchEntries(db, 'ally', 'b', [{ ...entry, audience: 'allies', title: 'Phare caché' }]);
	expect(await titles(db, 'moulin')).toEqual(['Moulin']);
	expect(await titles(db, 'moulin', 'allies')).toEqual(['Moulin']);
	expect(await titles(db, 'médiateur')).toEqual([]);
	expect(await titles(db, 'médiateur', 'allies')).toEqual(['Moulin']);
	expect(await search(db, 'public', 'pharre', start)).toMatchObject({
		corrected: null,
		counts: [],
		words: []
	});
	expect(await search(db, 'allies', 'pharre', start)).toMatchObject({ corrected: 'phare' });
});

test('a word that a name has no more is suggested to nobody, even before the night', async ({ db }) => {
	await file(db, 'Quintal', { url: '/a' });
	expect(await search(db, 'public', 'quintall', start)).toMatchObject({ corrected: 'quintal' });
	await fileSearchEntries(db, 'ally', 'quintal', [{ audience: 'allies', url: '/a', title: 'Quintal' }]);
	expect(await search(db, 'public', 'quintall', start)).toMatchObject({ corrected: null, counts: [] });
});
