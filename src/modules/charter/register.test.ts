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
import {
	findRegisterEntry,
	latestSignatures,
	registerPage,
	registerParts,
	signatureCounts,
	type RegisterPart
} from './register.server.ts';
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
	let back: string | null = null;
	for (;;) {
		const page = await registerPage(db, 1, 'all', after ? { after } : {});
		pages.push(page.lines.map(({ id }) => id));
		seen.push(...page.lines.map(({ id }) => id));
		back = page.previous;
		if (!page.next) break;
		after = page.next;
	}
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
	const counted = await db.execute(
		sql`select count(*)::integer as n from charter_signatures where organisation_id is null and is_name_public and name ~ '\\mMar'`
	);
	expect(all.size).toBe((counted as unknown as { rows: [{ n: number }] }).rows[0].n);
});

test('a spreadsheet takes nothing in the export for a formula', async ({ db }) => {
	await plantCharterInForce(db);
	await sign(db, { name: '=HYPERLINK("http://x")', reservation: '@somme; "citée"\nsuite' });
	await sign(db, { name: '  +33 1', reservation: '-1' });
	const text = await csv(db);
	expect(text.startsWith('\uFEFFsigned_on;version;signatory;name;')).toBe(true);
	expect(text).toContain(`;"'=HYPERLINK(""http://x"")";`);
	expect(text).toContain(`;"'@somme; ""citée""\nsuite"\r\n`);
	expect(text).toContain(`;'  +33 1;`);
	expect(text).toContain(`;'-1\r\n`);
});

/** A small generator of chance that gives the same again from the same seed (mulberry32). */
function chance(seed: number) {
	return () => {
		seed = (seed + 0x6d2b79f5) | 0;
		let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

test.for([1, 2, 3, 4, 5, 6, 7, 8])(
	'whatever people sign (%i), no name that they keep to themselves comes out anywhere',
	async (seed, { db }) => {
		const random = chance(seed);
		await plantCharterInForce(db);
		const secrets: string[] = [];
		const shown: string[] = [];
		const ids: string[] = [];
		for (let i = 0; i < 40; i++) {
			const isNamePublic = random() < 0.5;
			const isOrganisation = random() < 0.4;
			const name = `${isNamePublic ? 'Montrée' : 'Secrète'} ${seed}x${i}`;
			const organisation = isOrganisation ? `Association ${seed}x${i}` : undefined;
			const isPrivatePerson = !isOrganisation && !isNamePublic;
			const reservation = isPrivatePerson ? `Secrète réserve ${i}` : `Réserve ${i}`;
			ids.push(await sign(db, { name, isNamePublic, organisation, reservation }));
			if (!isNamePublic) secrets.push(name);
			else shown.push(organisation ?? name);
			if (random() < 0.2)
				await db
					.update(charterSignatures)
					.set({ renewedAt: new Date() })
					.where(sql`id = ${ids[i]}`);
		}
		const outputs: unknown[] = [await latestSignatures(db, 1, 100)];
		for (const part of registerParts) {
			outputs.push(await registerPage(db, 1, part, {}), await csv(db, part));
			for (const typed of ['secrete', 'se', `${seed}x`, 'montree', 'association'])
				outputs.push(await searchRegister(db, 1, part, typed, {}));
		}
		for (const id of ids) outputs.push(await findRegisterEntry(db, id));
		const everything = JSON.stringify(outputs);
		expect(everything).not.toContain('Secrète');
		for (const name of secrets) expect(everything).not.toContain(name);
		for (const name of shown) expect(everything).toContain(name);
		await expectCountsToAgree(db);
	}
);

async function expectCountsToAgree(db: Database) {
	const counted = await db.execute(sql`
		select count(*) filter (where organisation_id is null)::integer as persons,
			count(*) filter (where organisation_id is not null)::integer as organisations,
			count(*) filter (where organisation_id is null and not is_name_public)::integer as "privatePersons",
			count(*) filter (where renewed_at is null)::integer as awaited
		from charter_signatures where version = 1`);
	expect(await signatureCounts(db, 1)).toEqual((counted as unknown as { rows: unknown[] }).rows[0]);
}
