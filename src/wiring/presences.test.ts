import { eq, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { expect } from 'vitest';
import { aGathering, anOrganisation, aSeat } from '#modules/agenda/a-gathering.ts';
import { noteOwnPresence } from '#modules/agenda/at-the-door.server.ts';
import { sharedWork } from '#modules/agenda/gatherings.server.ts';
import { notePresences } from '#modules/agenda/noting.server.ts';
import { cancelGathering } from '#modules/agenda/planning.server.ts';
import { presenceSheet } from '#modules/agenda/presence-sheet.server.ts';
import { PresencesInput } from '#modules/agenda/presences.input.ts';
import { audienceOf } from '#modules/allies/audience.server.ts';
import { factSentence } from '#modules/allies/circle-words.ts';
import { recomputeCircles } from '#modules/allies/evidence.server.ts';
import { ensurePersonProfile } from '#modules/allies/profiles.server.ts';
import { organisations } from '#modules/people/people.tables.ts';
import { somebody } from '#modules/people/somebody.ts';
import type { Database } from '#platform/database.server.ts';
import { deliverEvent } from '#platform/events/events.server.ts';
import { test } from '#platform/testing.server.ts';
import { evidenceProviders } from './evidence.server.ts';
import { handlers } from './events.server.ts';

const site = { secret: 'x'.repeat(32), origin: 'https://alliance.example' };
const sent = (fields: Record<string, string>) => v.parse(PresencesInput, fields);

test('who attends is placed, with their organisation, as a full computation places them; a correction takes it back', async ({
	db
}) => {
	const host = await somebody(db, { name: 'Hôte', isFacilitator: true });
	const [ada, bo] = [await somebody(db), await somebody(db, { name: 'Bo Petit' })];
	await ensurePersonProfile(db, ada.id);
	await ensurePersonProfile(db, bo.id);
	const organisationId = await anOrganisation(db, 'La Source');
	await anOrganisation(db, 'Le Puits');
	const initiation = await aGathering(db);
	const group = await aGathering(db, {
		kind: 'working-group',
		title: 'Chantier des outils',
		audience: 'allies'
	});
	const party = await aGathering(db, { kind: 'other', title: 'Fête' });
	const seats = [
		await aSeat(db, initiation.id, ada, { organisationId }),
		await aSeat(db, initiation.id, ada, { organisationId, guestName: 'Dan Invité' }),
		await aSeat(db, initiation.id, bo)
	];
	await notePresences(db, host, initiation.slug, sent({ seats: seats.join(',') }), site);
	await notePresences(db, host, group.slug, sent({ name: 'Eve', organisation: 'Le Puits' }), site);
	const cle = (await presenceSheet(db, host, group.slug, site))!.doorKey!;
	await noteOwnPresence(db, bo, group.slug, { cle, organisation: null }, site);
	await notePresences(db, host, party.slug, sent({ name: 'Zoé', organisation: 'Le Puits' }), site);
	await deliverAll(db);

	expect(await placed(db)).toMatchObject([
		{ name: 'Ada Martin', facts: ['A pris part à une initiation : Faire ensemble'], activities: [] },
		{
			name: 'Bo Petit',
			facts: ['A pris part à une initiation : Faire ensemble', 'Contribue à un travail de l’alliance']
		},
		{
			name: 'La Source',
			facts: ['A pris part à une initiation : Faire ensemble'],
			activities: ['Faire ensemble']
		},
		{ name: 'Le Puits', facts: ['Contribue à un travail de l’alliance'], activities: ['Fête'] }
	]);
	expect(await audienceOf(db, bo)).toBe('allies');
	expect(JSON.stringify(await sharedWork(db, 12))).not.toContain('Chantier des outils');
	await expectSameAsComputed(db);

	const corrected = sent({ 'seats-before': seats.join(','), seats: seats[1]! });
	await notePresences(db, host, initiation.slug, corrected, site);
	await deliverAll(db);
	expect((await placed(db)).map(({ name }) => name)).toEqual(['Bo Petit', 'La Source', 'Le Puits']);
	await expectSameAsComputed(db);

	const last = sent({ 'seats-before': seats[1]! });
	await notePresences(db, host, initiation.slug, last, site);
	await deliverAll(db);
	expect((await placed(db)).map(({ name }) => name)).toEqual(['Bo Petit', 'Le Puits']);
	expect(await activitiesOf(db, 'La Source')).toEqual([]);
	await expectSameAsComputed(db);
});

test('what attending says follows the gathering: its title, and that it was cancelled after all', async ({
	db
}) => {
	const host = await somebody(db, { isFacilitator: true });
	const organisationId = await anOrganisation(db, 'La Source');
	const { id, slug } = await aGathering(db);
	const seat = await aSeat(db, id, await somebody(db), { organisationId });
	await notePresences(db, host, slug, sent({ seats: seat }), site);
	await deliverAll(db);
	await db.execute(sql`update gatherings set title = 'Faire autrement', kind = 'community' where id = ${id}`);
	await handlers['agenda.changed']!['follow-in-circles']!(db, changed(id));
	expect(await placed(db)).toMatchObject([
		{ name: 'La Source', facts: ['Contribue à : Faire autrement'], activities: ['Faire autrement'] }
	]);
	await expectSameAsComputed(db);

	await cancelGathering(db, host, slug, { reason: 'Personne n’est venu' });
	await deliverAll(db);
	expect(await placed(db)).toEqual([]);
	expect(await activitiesOf(db, 'La Source')).toEqual([]);
});

function changed(gatheringId: string) {
	const details = { gatheringId, isMoved: false };
	return { id: 0, name: 'agenda.changed' as const, actorId: null, details, happenedAt: new Date() };
}

async function expectSameAsComputed(db: Database): Promise<void> {
	const byEvents = [await placed(db), await evidence(db)];
	await recomputeCircles(db, evidenceProviders);
	expect([await placed(db), await evidence(db)]).toEqual(byEvents);
}

async function evidence(db: Database) {
	const { rows } = await db.execute(sql`
		select fact, reference, circle, organisation_id, person_id, detail, happened_at, is_shown, actor_id
		from ally_evidence order by fact, reference`);
	return rows;
}

async function deliverAll(db: Database): Promise<void> {
	const { rows } = await db.execute<{ id: number }>(sql`select id::int from events order by id`);
	for (const { id } of rows) await deliverEvent(db, handlers, id);
}

type Told = { fact: Parameters<typeof factSentence>[0]; detail: string | null };

async function placed(db: Database) {
	const { rows } = await db.execute<{ name: string; evidence: Told[]; activities: { title: string }[] }>(
		sql`select name, evidence, activities from ally_listings
			where circles <> '{}' and is_for_allies order by name, slug`
	);
	return rows.map(({ name, evidence, activities }) => ({
		name,
		facts: evidence.map(({ fact, detail }) => factSentence(fact, detail)),
		activities: activities.map(({ title }) => title)
	}));
}

async function activitiesOf(db: Database, name: string) {
	const [found] = await db
		.select({ id: organisations.id })
		.from(organisations)
		.where(eq(organisations.name, name));
	const { rows } = await db.execute(
		sql`select title from ally_activities where organisation_id = ${found!.id}`
	);
	return rows;
}
