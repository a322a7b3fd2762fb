import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { test } from '#platform/testing.server.ts';
import { plantPersonas } from '../people/demonstration.server.ts';
import { persons } from '../people/people.tables.ts';
import { plantCharter } from './demonstration.server.ts';
import signatories from './demonstration/signatories.json' with { type: 'json' };
import { charterDifference } from './differences.server.ts';
import { plantSignatures } from './generated.server.ts';
import { draftToRead } from './revision-page.server.ts';
import { registerPage, signatureCounts } from './register.server.ts';
import { articlesOf, charterInForce } from './versions.server.ts';

test('a demonstration has a charter that one can read, sign and revise', async ({ db }) => {
	await plantPersonas(db);
	await plantCharter(db);
	expect(await charterInForce(db)).toMatchObject({ number: 1 });
	const articles = await articlesOf(db, 1);
	expect(articles.length).toBeGreaterThanOrEqual(8);
	expect(articles.length).toBeLessThanOrEqual(12);
	for (const { paragraphs } of articles) {
		expect(paragraphs.length).toBeGreaterThanOrEqual(2);
		expect(paragraphs.length).toBeLessThanOrEqual(4);
	}
	expect((await charterDifference(db, 1, 2)).changes).toBe(3);
	const { draft } = await draftToRead(db);
	expect(draft).toMatchObject({ number: 2, stage: 'open', former: 1 });
	const counts = await signatureCounts(db, 1);
	expect(counts.persons + counts.organisations).toBe(40);
});

test('those who sign a demonstration are invented, and no organisation of the assembly is among them', async ({
	db
}) => {
	await plantPersonas(db);
	await plantCharter(db);
	expect((await db.select().from(persons)).every(({ isInvented }) => isInvented)).toBe(true);
	const facts = JSON.parse(readFileSync('seeds/assembly-2023.json', 'utf8')) as {
		organisations: { name: string }[];
	};
	const real = new Set(facts.organisations.map(({ name }) => name));
	for (const { name } of signatories.organisations) expect(real.has(name)).toBe(false);
});

test('a large alliance is planted with its signatures counted', async ({ db }) => {
	await plantPersonas(db);
	await plantCharter(db);
	await plantSignatures(db, 1000);
	expect(await signatureCounts(db, 1)).toMatchObject({ persons: 724, organisations: 316 });
	expect((await registerPage(db, 1, 'organisations', {})).lines).toHaveLength(50);
});
