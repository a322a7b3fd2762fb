import { sql } from 'drizzle-orm';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { organisations } from '../people/people.tables.ts';
import { somebody } from '../people/somebody.ts';
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
	const counted = await db.execute<{ n: number }>(sql`
		select count(*) filter (where organisation_id is null)::integer as persons,
			count(*) filter (where organisation_id is not null)::integer as organisations,
			count(*) filter (where organisation_id is null and not is_name_public)::integer as "privatePersons",
			count(*) filter (where renewed_at is null)::integer as awaited
		from charter_signatures where version = 1`);
	expect(await signatureCounts(db, 1)).toEqual(counted.rows[0]);
}
