import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { audiences, type Shown } from '../allies/audiences.ts';
import { refreshListings } from '../allies/listings.server.ts';
import { somebody } from '../people/somebody.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { plantTerritories } from '../territories/planting.server.ts';
import { sayAvailability } from './availability.server.ts';
import { dayOf, daysAfter } from './days.ts';
import { anAlly, anOpenNeed, anOrganisation, word } from './neighbourhood.ts';
import { askIntroduction } from './proposing.server.ts';
import { shortListOf } from './shortlist.server.ts';

const rennes = { latitude: 48.117, longitude: -1.678 };
const brest = { latitude: 48.39, longitude: -4.486 };
const tomorrow = () => new Date(Date.now() + 24 * 3600 * 1000);

async function names(db: Database, needId: string, reader: 'public' | 'allies' = 'public', now?: Date) {
	return (await shortListOf(db, reader, needId, { now })).map(({ name }) => name);
}

test('who asks sees first who has the skill, then the nearest, then who has a neighbour of it, each with the reasons', async ({
	db
}) => {
	await plantSkills(db);
	await plantTerritories(db, ['35', '29']);
	await anAlly(db, 'Nora Loin', { offers: ['facilitation'], point: brest });
	await anAlly(db, 'Paul Près', { offers: ['facilitation', 'eau'], point: rennes });
	await anAlly(db, 'Vera Voisine', { offers: ['mediation'], point: rennes });
	await anAlly(db, 'Tom Tricot', { offers: ['eau'], point: rennes });
	const ada = await somebody(db);
	const need = await anOpenNeed(db, ada, ['facilitation'], { place: 'Rennes' });
	const list = await shortListOf(db, 'public', need);
	expect(list.map(({ name }) => name)).toEqual(['Paul Près', 'Nora Loin', 'Vera Voisine']);
	expect(list[0]!.reasons).toMatchObject({ skills: ['Facilitation'], kilometres: 1, proposals: 0 });
	expect(list[1]!.reasons.kilometres).toBeGreaterThan(200);
	expect(list[2]!.reasons).toMatchObject({
		skills: [],
		neighbours: [{ of: 'Facilitation', offered: ['Médiation'] }]
	});
});

test('nobody is proposed who asks, whose page is hidden, who is away, or for whom nobody answers', async ({
	db
}) => {
	await plantSkills(db);
	const offers = ['facilitation'];
	const ada = await anAlly(db, 'Ada Demande', { offers });
	await anAlly(db, 'Cachée', { offers, audience: 'private' });
	await anAlly(db, 'Entre alliés', { offers, audience: 'allies' });
	const away = await anAlly(db, 'Absente', { offers });
	const until = daysAfter(dayOf(new Date()), 3);
	await sayAvailability(db, away, { whose: 'me', state: 'away', until });
	const { organisationId } = await anOrganisation(db, 'Sans personne', { offers });
	await db.execute(sql`delete from ally_keepers`);
	const need = await anOpenNeed(db, ada);
	expect(await names(db, need)).toEqual([]);
	expect(await names(db, need, 'allies')).toEqual(['Entre alliés']);
	const all = await shortListOf(db, 'public', need, { withUnreachable: true });
	expect(all).toMatchObject([{ subject: { organisationId }, isReachable: false }]);
});

test('the only one who can answer is found behind many whom nobody keeps', async ({ db }) => {
	await plantSkills(db);
	await anAlly(db, 'Qui Répond', { offers: ['eau'], point: brest });
	for (let number = 0; number < 45; number += 1)
		await anAlly(db, `Sans ${number}`, { offers: ['eau'], point: rennes });
	await db.execute(sql`update persons set email = null where name like 'Sans %'`);
	await plantTerritories(db, ['35']);
	const need = await anOpenNeed(db, await somebody(db), ['eau'], { place: 'Rennes' });
	expect(await names(db, need)).toEqual(['Qui Répond']);
});

test('who says to be available, and who was at the same gathering, comes before an equal', async ({ db }) => {
	await plantSkills(db);
	const offers = ['facilitation'];
	await anAlly(db, 'Sans rien', { offers });
	const ready = await anAlly(db, 'Disponible', { offers });
	await sayAvailability(db, ready, { whose: 'me', state: 'ready', until: daysAfter(dayOf(new Date()), 3) });
	const [ada, met] = [await anAlly(db, 'Ada'), await anAlly(db, 'Rencontrée', { offers })];
	for (const { id } of [ada, met])
		await db.execute(sql`insert into ally_activities (id, person_id, source, reference, title, happened_on)
			values (gen_random_uuid(), ${id}, 'agenda', 'a', 'Assemblée', '2023-12-14')`);
	const { rows } = await db.execute<{ id: string }>(sql`select id from ally_profiles`);
	await refreshListings(
		db,
		rows.map(({ id }) => id)
	);
	const list = await shortListOf(db, 'public', await anOpenNeed(db, ada));
	expect(list.map(({ name }) => name)).toEqual(['Disponible', 'Rencontrée', 'Sans rien']);
	expect(list[1]!.reasons.shared).toEqual(['Assemblée']);
});

test('who was proposed yesterday leaves the first place to an equal, and the list of a day does not move', async ({
	db
}) => {
	await plantSkills(db);
	for (let number = 1; number <= 16; number += 1) await anAlly(db, `Ally ${number}`, { offers: ['eau'] });
	const [ada, bo] = [await somebody(db), await somebody(db)];
	const need = await anOpenNeed(db, ada, ['eau']);
	const first = await names(db, need);
	expect(await names(db, need)).toEqual(first);
	const other = await anOpenNeed(db, bo, ['eau']);
	await db.execute(sql`delete from introduction_proposals where need_id = ${other}`);
	const next = await names(db, other, 'public', tomorrow());
	expect(next.filter((name) => first.includes(name))).toEqual([]);
	expect(new Set([...first, ...next]).size).toBe(16);
});

test('who has three unanswered requests this week is no longer proposed', async ({ db }) => {
	await plantSkills(db);
	await anAlly(db, 'Très Demandée', { offers: ['eau'] });
	const need = await anOpenNeed(db, await somebody(db), ['eau']);
	for (const asker of [await somebody(db), await somebody(db), await somebody(db)]) {
		expect(await names(db, need)).toEqual(['Très Demandée']);
		const asked = await askIntroduction(
			db,
			asker,
			await anOpenNeed(db, asker, ['eau']),
			'tres-demandee',
			word
		);
		expect(asked.ok).toBe(true);
	}
	expect(await names(db, need)).toEqual([]);
	const fourth = await somebody(db);
	const refused = await askIntroduction(
		db,
		fourth,
		await anOpenNeed(db, fourth, ['eau']),
		'tres-demandee',
		word
	);
	expect(refused).toEqual({ ok: false, reason: 'asked-a-lot' });
});

test('what a page keeps from a reader changes nothing in what this reader is proposed', async ({ db }) => {
	await plantSkills(db);
	await plantTerritories(db, ['35']);
	const ada = await somebody(db);
	const page = { offers: ['facilitation'], point: rennes };
	const secret = await anAlly(db, 'Secrète', page);
	await anAlly(db, 'Ouverte', { offers: ['facilitation', 'mediation'], point: brest });
	const need = await anOpenNeed(db, ada, ['facilitation'], { place: 'Rennes' });
	const { rows } = await db.execute<{ id: string; shown: Shown }>(
		sql`select id, shown from ally_profiles where person_id = ${secret.id}`
	);
	const { id, shown } = rows[0]!;
	const fields = ['offers', 'place', 'circles', 'activities'] as const;
	const place = fc.record({ latitude: fc.double({ min: 47, max: 49, noNaN: true }), skill: fc.nat(60) });
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...fields),
			fc.constantFrom(...audiences.filter((level) => level !== 'public')),
			place,
			async (field, level, { latitude, skill }) => {
				const levels = JSON.stringify({ ...shown, [field]: level });
				await db.execute(sql`update ally_profiles set shown = ${levels}::jsonb where id = ${id}`);
				await refreshListings(db, [id]);
				const before = await shortListOf(db, 'public', need);
				if (field === 'place')
					await db.execute(
						sql`update ally_profiles set latitude = ${latitude}, departement_code = '35' where id = ${id}`
					);
				if (field === 'offers')
					await db.execute(sql`update ally_skills set skill_id = (select id from skills order by slug offset ${skill} limit 1)
						where profile_id = ${id}`);
				await refreshListings(db, [id]);
				expect(await shortListOf(db, 'public', need)).toEqual(before);
			}
		),
		{ numRuns: 25 }
	);
});
