import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '../database.server.ts';
import { test } from '../testing.server.ts';
import { fileSearchEntries, type SearchEntry } from './filing.server.ts';
import { search } from './search.server.ts';

/* Words near to each other, so that spellings are corrected and endings meet; few, so that entries share them. */
const roots = [
	'facilitation',
	'concertation',
	'moulin',
	'mouline',
	'jardin',
	'jardinage',
	'littoral',
	'quintal'
];
const suffixes = ['', 's', 'er', 'e'];
const word = fc.tuple(fc.constantFrom(...roots), fc.constantFrom(...suffixes)).map((parts) => parts.join(''));
const text = fc.array(word, { maxLength: 4 }).map((words) => words.join(' '));
const entry = fc.record({
	title: text,
	summary: text,
	body: text,
	aliases: fc.array(word, { maxLength: 2 })
});
const thing = fc.record({
	kind: fc.constantFrom('ally', 'skill'),
	ref: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
	public: fc.option(entry),
	allies: fc.option(entry)
});
const slip = fc
	.tuple(word, fc.nat(8))
	.map(([typed, place]) => typed.slice(0, place) + typed.slice(place + 1));
const typed = fc.array(fc.oneof(word, slip), { minLength: 1, maxLength: 3 }).map((words) => words.join(' '));

type Thing = typeof thing extends fc.Arbitrary<infer T> ? T : never;

/** Files things one after the other, as events do; `isSecret` says whether what is for allies is filed too. */
async function file(db: Database, things: Thing[], isSecretFiled: boolean): Promise<void> {
	for (const { kind, ref, ...by } of things) {
		const entries: SearchEntry[] = [];
		const url = `/${kind}/${ref}`;
		if (by.public) entries.push({ audience: 'public', url, ...by.public });
		if (by.allies && isSecretFiled) entries.push({ audience: 'allies', url, ...by.allies });
		await fileSearchEntries(db, kind, ref, entries);
	}
}

class Undone extends Error {}

/** What the public is answered about some things, on a database that has nothing else. */
async function answers(db: Database, things: Thing[], asked: string[], isSecretFiled: boolean) {
	const found: unknown[] = [];
	await db
		.transaction(async (tx) => {
			await file(tx, things, isSecretFiled);
			for (const one of asked)
				for (const kind of [null, 'ally', 'skill']) {
					const first = await search(tx, 'public', one, { kind, place: {}, size: 2 });
					found.push(first);
					if (first.page.next === null) continue;
					found.push(await search(tx, 'public', one, { kind, place: { after: first.page.next }, size: 2 }));
				}
			throw new Undone();
		})
		.catch((error: unknown) => {
			if (!(error instanceof Undone)) throw error;
		});
	return found;
}

test('whatever is filed for allies, the public is answered as if it were not there', async ({ db }) => {
	let differed = 0;
	const property = fc.asyncProperty(
		fc.array(thing, { maxLength: 12 }),
		fc.array(typed, { minLength: 1, maxLength: 4 }),
		async (things, asked) => {
			const withSecrets = await answers(db, things, asked, true);
			expect(withSecrets).toEqual(await answers(db, things, asked, false));
			differed += withSecrets.some((one) => JSON.stringify(one).includes('"isFound":true')) ? 1 : 0;
		}
	);
	await fc.assert(property, { numRuns: 60 });
	expect(differed, 'something must be found for the property to mean anything').toBeGreaterThan(10);
}, 120_000);

test('the same words, asked by an ally, do find what is for allies', async ({ db }) => {
	const secret = { title: 'Quintal', summary: '', body: 'littoral', aliases: [] };
	await file(db, [{ kind: 'ally', ref: 'a', public: null, allies: secret }], true);
	for (const one of ['quintal', 'quintall', 'littoral']) {
		expect((await search(db, 'allies', one, { place: {} })).page.lines, one).toHaveLength(1);
		expect((await search(db, 'public', one, { place: {} })).page.lines, one).toEqual([]);
	}
});
