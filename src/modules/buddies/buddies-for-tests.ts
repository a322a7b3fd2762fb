import { sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import type { Shown } from '../allies/audiences.ts';
import { changeProfile } from '../allies/changing.server.ts';
import { ensurePersonProfile } from '../allies/profiles.server.ts';
import { aGroup, aMember } from '../communities/a-group.ts';
import type { Person } from '../people/people.server.ts';
import { findSkill } from '../skills/skills.server.ts';
import { askAsNewcomer, offerAsVeteran } from './offering.server.ts';
import { pairNow } from './pairing.server.ts';
import { buddiesToRead } from './reading.server.ts';

export const veteran = (atOnce = 1) => ({ atOnce, languages: ['fr' as const], purpose: null });
export const newcomer = { purpose: 'Comprendre qui fait quoi.', languages: ['fr' as const, 'en' as const] };

type Page = { offers?: string[]; needs?: string[]; shown?: Partial<Shown> };

/** Somebody with a page of their own that everybody may see but what it keeps. */
export async function withPage(db: Database, person: Person, { offers = [], needs = [], shown = {} }: Page) {
	const ids = (slugs: string[]) =>
		Promise.all(slugs.map(async (slug) => ({ skillId: (await findSkill(db, slug))!.id, note: null })));
	const page = await ensurePersonProfile(db, person.id);
	const open = { offers: 'public', needs: 'public', place: 'public' } as const;
	const said = { offers: await ids(offers), needs: await ids(needs) };
	await changeProfile(db, person, page, { audience: 'public', shown: { ...open, ...shown }, ...said });
	return page;
}

export async function makeAlly(db: Database, { id }: Person): Promise<void> {
	await db.execute(sql`insert into ally_evidence (id, person_id, circle, fact, reference, happened_at, is_shown)
		values (${uuidv7()}, ${id}, 'support', 'charter-signed', 'x', now(), true)`);
}

export const pairsOf = async (db: Database, person: Person, slug: string | null = null) =>
	(await buddiesToRead(db, person, slug))!.pairs;

export async function told(db: Database, { id }: Person): Promise<string[]> {
	const { rows } = await db.execute<{ kind: string }>(
		sql`select kind from notices where person_id = ${id} order by id`
	);
	return rows.map(({ kind }) => kind);
}

/** A group in which a veteran and a newcomer were proposed to each other. */
export async function proposed(db: Database) {
	const { slug, keeper } = await aGroup(db);
	const [ada, bo] = [await aMember(db, slug, { name: 'Ada' }), await aMember(db, slug, { name: 'Bo' })];
	await offerAsVeteran(db, ada, slug, veteran());
	await askAsNewcomer(db, bo, slug, newcomer);
	expect(await pairNow(db, keeper, slug)).toEqual({ ok: true, pairs: 1 });
	return { slug, keeper, ada, bo, id: (await pairsOf(db, bo, slug))[0]!.id };
}
