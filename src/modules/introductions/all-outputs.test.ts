import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { describe, expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { aPageWithSecrets, subjects, type Secrets } from '../allies/a-page-with-secrets.ts';
import { readers, type Reader } from '../allies/audiences.ts';
import { refreshListings } from '../allies/listings.server.ts';
import { expectUnmoved, keptFrom, movedBy, rewriting } from '../allies/secrets-for-tests.ts';
import type { Person } from '../people/people.server.ts';
import { applyToCall } from './applying.server.ts';
import { callToRead } from './call-reading.server.ts';
import { openCall } from './calling.server.ts';
import { dayOf, daysAfter } from './days.ts';
import { anAlly, anOpenNeed, word } from './neighbourhood.ts';
import { askIntroduction } from './proposing.server.ts';
import { introductionsOf } from './reading.server.ts';
import { needToRead } from './room.server.ts';
import { shortListOf } from './shortlist.server.ts';

describe.each(subjects)('what the page of one %s keeps from who asks for help', (subject) => {
	test('moves neither the short list, its order and its reasons, nor introductions and calls', async ({
		db
	}) => {
		const secrets = await aPageWithSecrets(db, subject);
		const helped = await helpAskedFor(db, secrets);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...readers), rewriting, (reader, page) =>
				expectUnmoved(secrets, page, keptFrom(reader, page), () => helpRead(db, helped, reader))
			),
			{ numRuns: 16 }
		);
	}, 60_000);

	test('moves them when it is shown', async ({ db }) => {
		const secrets = await aPageWithSecrets(db, subject);
		const helped = await helpAskedFor(db, secrets);
		const moved = await movedBy(secrets, () => helpRead(db, helped, 'allies'));
		for (const list of ['need', 'for facilitators'])
			expect(moved[list]).toEqual(['sentence', 'place', 'offers', 'circles', 'activities']);
	}, 60_000);
});

type Asking = { person: Person; need: string };
type Helped = { asking: Record<Reader, Asking>; call: string };

/** Two who look for what the page may offer, and share a gathering with some; one of them is an ally. A call chose it. */
async function helpAskedFor(db: Database, secrets: Secrets): Promise<Helped> {
	const asking = { public: await anAsker(db, 'Demande Une'), allies: await anAsker(db, 'Demande Deux') };
	await db.execute(sql`insert into ally_evidence (id, person_id, circle, fact, reference, happened_at, is_shown)
		values (${uuidv7()}, ${asking.allies.person.id}, 'member', 'membership-held', 'x', now(), true)`);
	const { rows } = await db.execute<{ id: string }>(sql`select id from ally_profiles`);
	await refreshListings(
		db,
		rows.map(({ id }) => id)
	);
	for (const { person } of Object.values(asking)) {
		await db.execute(sql`update ally_profiles set audience = 'public' where id = ${secrets.page}`);
		await refreshListings(db, [secrets.page]);
		const asked = await askIntroduction(db, person, await anOpenNeed(db, person), secrets.slug, word);
		if (!asked.ok) throw new Error(asked.reason);
	}
	return { asking, call: await aCallThatChose(db, secrets) };
}

async function anAsker(db: Database, name: string): Promise<Asking> {
	const person = await anAlly(db, name);
	await db.execute(sql`insert into ally_activities (id, person_id, source, reference, title, happened_on)
		values (${uuidv7()}, ${person.id}, 'agenda', '1', 'Rencontre 1', '2024-03-01')`);
	return { person, need: await anOpenNeed(db, person, ['facilitation'], { place: 'Rennes' }) };
}

async function aCallThatChose(db: Database, { viewers, subject, page }: Secrets): Promise<string> {
	const { rows } = await db.execute<{ organisation: string | null }>(
		sql`select organisation_id as organisation from ally_profiles where id = ${page}`
	);
	const call = await openCall(db, viewers.facilitator!, {
		...{ title: 'Accompagner la vallée', text: 'Marcher.', wanted: 1, way: 'consent' },
		...{ skills: [], 'skills-words': null, place: null, 'place-id': null },
		...{ deadline: daysAfter(dayOf(new Date()), 20), criteria: [{ label: 'Écoute', weight: 1 }] }
	});
	if (!call.ok) throw new Error(call.reason);
	const inNameOf = subject === 'person' ? 'me' : rows[0]!.organisation!;
	await applyToCall(db, viewers.keeper!, call.slug, { sentence: 'Nous voici.', inNameOf });
	await db.execute(sql`update ally_call_applications set outcome = 'chosen', reason = 'Si proche'`);
	await db.execute(sql`update ally_calls set decided_at = now(), decision = 'Voilà'`);
	return call.slug;
}

async function helpRead(db: Database, { asking, call }: Helped, reader: Reader) {
	const { person, need } = asking[reader];
	const read = {
		need: await needToRead(db, person, reader, need),
		introductions: await introductionsOf(db, person),
		call: await callToRead(db, person, reader, call)
	};
	if (reader === 'public') return read;
	const all = { most: 40, withUnreachable: true };
	return { ...read, 'for facilitators': await shortListOf(db, 'allies', need, all) };
}
