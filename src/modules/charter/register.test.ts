import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import { organisations } from '../people/people.tables.ts';
import { somebody } from '../people/somebody.ts';
import { plantSignatures } from './generated.server.ts';
import { plantCharterInForce } from './planting.ts';
import { registerAsCsv } from './register-export.server.ts';
import { searchRegister } from './register-search.server.ts';
import { registerPage, signatureCounts, type RegisterPart } from './register.server.ts';
import { charterSignatures } from './signatures.tables.ts';

type Signing = { name: string; isNamePublic?: boolean; organisation?: string; reservation?: string };

async function sign(db: Database, { name, isNamePublic = true, organisation, reservation }: Signing) {
	const { id: personId } = await somebody(db, { name });
	const id = crypto.randomUUID();
	let mandated = {};
	if (organisation) {
		const organisationId = crypto.randomUUID();
		await db.insert(organisations).values({ id: organisationId, name: organisation, kind: 'association' });
		mandated = { organisationId, name: organisation, mandate: `qualité de ${name}` };
	}
	await db
		.insert(charterSignatures)
		.values({ id, version: 1, personId, name, isNamePublic, reservation, ...mandated });
	return id;
}

async function csv(db: Database, part: RegisterPart = 'all'): Promise<string> {
	let text = '';
	for await (const piece of registerAsCsv(db, 1, part)) text += piece;
	return text;
}

test('one reads the register from the first page to the last and back, each signature once', async ({
	db
}) => {
	await plantCharterInForce(db);
	await plantSignatures(db, 300);
	const { persons, organisations, privatePersons } = await signatureCounts(db, 1);
	const seen: string[] = [];
	const pages: string[][] = [];
	let after: string | undefined;
	let back: string | null;
	do {
		const page = await registerPage(db, 1, 'all', after ? { after } : {});
		pages.push(page.lines.map(({ id }) => id));
		seen.push(...page.lines.map(({ id }) => id));
		back = page.previous;
		after = page.next ?? undefined;
	} while (after);
	expect(seen).toHaveLength(persons + organisations - privatePersons);
	expect(new Set(seen).size).toBe(seen.length);
	for (const expected of pages.reverse().slice(1)) {
		const page = await registerPage(db, 1, 'all', { before: back! });
		expect(page.lines.map(({ id }) => id)).toEqual(expected);
		back = page.previous;
	}
	expect(back).toBeNull();
});

test('signatures of the same moment are not lost between two pages', async ({ db }) => {
	await plantCharterInForce(db);
	for (const name of ['A', 'B', 'C', 'D', 'E']) await sign(db, { name });
	await db.update(charterSignatures).set({ signedAt: sql`'2024-01-01 10:00:00.123457+00'` });
	const first = await registerPage(db, 1, 'all', {}, 2);
	const second = await registerPage(db, 1, 'all', { after: first.next! }, 2);
	const third = await registerPage(db, 1, 'all', { after: second.next! }, 2);
	const names = [first, second, third].flatMap(({ lines }) => lines.map(({ name }) => name));
	expect(names.sort()).toEqual(['A', 'B', 'C', 'D', 'E']);
	expect(third.next).toBeNull();
});

test.each(['', 'x', '9_9', '99999999999999999999_0198c0de-0000-7000-8000-000000000000', "1_' or 1=1"])(
	'a place that nobody gave (%s) is the beginning',
	async (after) => {
		const { db, close } = await cloneDatabase();
		await plantCharterInForce(db);
		await sign(db, { name: 'Ada' });
		expect((await registerPage(db, 1, 'all', { after })).lines).toHaveLength(1);
		await close();
	}
);

test('organisations and persons have each their part', async ({ db }) => {
	await plantCharterInForce(db);
	await sign(db, { name: 'Ada Martin' });
	await sign(db, { name: 'Zoé Petit', organisation: 'Les Amis du Pré' });
	const names = async (part: RegisterPart) =>
		(await registerPage(db, 1, part, {})).lines.map(({ name }) => name);
	expect(await names('persons')).toEqual(['Ada Martin']);
	expect(await names('organisations')).toEqual(['Les Amis du Pré']);
	expect((await names('all')).sort()).toEqual(['Ada Martin', 'Les Amis du Pré']);
});

test('one finds a name by the beginnings of its words, whatever accents and capitals', async ({ db }) => {
	await plantCharterInForce(db);
	await sign(db, { name: 'Œnone Lefèvre-Moreau' });
	await sign(db, { name: 'Ada', organisation: 'L’Atelier d’à côté' });
	const found = async (typed: string) =>
		(await searchRegister(db, 1, 'all', typed, {}))?.lines.map(({ name }) => name);
	expect(await found('lefevre')).toEqual(['Œnone Lefèvre-Moreau']);
	expect(await found('OENO mor')).toEqual(['Œnone Lefèvre-Moreau']);
	expect(await found('cote atel')).toEqual(['L’Atelier d’à côté']);
	expect(await found('evre')).toEqual([]);
	expect(await found('100% _')).toEqual([]);
	expect(await found('ada')).toEqual([]);
	for (const tooShort of ['', ' ', 'a', '%', '—']) expect(await found(tooShort)).toBeUndefined();
});

test('a search has pages as the register has', async ({ db }) => {
	await plantCharterInForce(db);
	await plantSignatures(db, 3000);
	const all = new Set<string>();
	let after: string | undefined;
	do {
		const page = await searchRegister(db, 1, 'persons', 'mar', after ? { after } : {});
		for (const { id, name } of page!.lines) {
			expect(name).toMatch(/Mar/);
			all.add(id);
		}
		after = page!.next ?? undefined;
	} while (after);
	const counted = await db.execute<{ n: number }>(
		sql`select count(*)::integer as n from charter_signatures where organisation_id is null and is_name_public and name ~ '\\mMar'`
	);
	expect(all.size).toBe(counted.rows[0]!.n);
});

test('a spreadsheet takes nothing in the export for a formula', async ({ db }) => {
	await plantCharterInForce(db);
	await sign(db, { name: '=HYPERLINK("http://x")', reservation: '@somme; "citée"\nsuite' });
	await sign(db, { name: '  +33 1', reservation: '-1' });
	await sign(db, { name: '＝1＋1' });
	const text = await csv(db);
	expect(text.startsWith('\uFEFFsigned_on;version;signatory;name;')).toBe(true);
	expect(text).toContain(`;"'=HYPERLINK(""http://x"")";`);
	expect(text).toContain(`;"'@somme; ""citée""\nsuite"\r\n`);
	expect(text).toContain(`;'  +33 1;`);
	expect(text).toContain(`;'-1\r\n`);
	expect(text).toContain(`;'＝1＋1;`);
});
