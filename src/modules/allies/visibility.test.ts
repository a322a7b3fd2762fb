import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import { expect } from 'vitest';
import type { Database } from '#platform/database.server.ts';
import { test } from '#platform/testing.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import { foundOrganisation } from '../people/organisations.server.ts';
import { somebody } from '../people/somebody.ts';
import { allyLinks, allySkills, profiles } from './allies.tables.ts';
import { audiences, readers, shownFields, type Audience, type Shown, type ShownField } from './audiences.ts';
import { allyActivities, allyEvidence } from './facts.tables.ts';
import { refreshListings } from './listings.server.ts';
import { listings, readBy } from './listings.tables.ts';
import { outputsFor } from './outputs-for-tests.ts';
import { ensurePersonProfile, ensureProfiles } from './profiles.server.ts';

const level = fc.constantFrom(...audiences);
const choices = fc.record(
	Object.fromEntries(shownFields.map((field) => [field, level]))
) as fc.Arbitrary<Shown>;

/** Of each field, a word that is nowhere else on the page. */
const marks: Record<ShownField, string[]> = {
	sentence: ['phrasesecrete'],
	description: ['presentationsecrete'],
	place: ['communesecrete', '48.111'],
	perimeter: ['perimetresecret'],
	offers: ['11111111-1111-4111-8111-111111111111', 'offresecrete'],
	needs: ['22222222-2222-4222-8222-222222222222', 'besoinsecret'],
	identifiers: ['732829320', '73282932000074', 'W751000001'],
	website: ['https://site.secret'],
	links: ['https://lien.secret', 'liensecret'],
	picture: ['33333333-3333-4333-8333-333333333333'],
	people: ['Ada Secrète'],
	circles: ['support', 'versionsecrete'],
	activities: ['rencontresecrete'],
	email: ['courriel@secret.fr'],
	phone: ['0612345678'],
	address: ['rue secrète']
};

test('an audience gets of a page what its keepers show to it and nothing else', async ({ db }) => {
	const page = await fullPage(db);
	await fc.assert(
		fc.asyncProperty(level, choices, async (audience, shown) => {
			await db
				.update(profiles)
				.set({ audience, shown: { ...shown } })
				.where(eq(profiles.id, page));
			await refreshListings(db, [page]);
			const views = new Set<string>();
			for (const reader of readers) {
				const { rows } = await db.execute(
					sql`select to_jsonb(l) - 'is_for_public' - 'is_for_allies' as row from ally_listings l where profile_id = ${page} and ${readBy(reader)}`
				);
				expect(rows.length).toBe(sees(reader, audience) ? 1 : 0);
				if (rows.length === 0) continue;
				const text = JSON.stringify(rows);
				views.add(text);
				for (const field of shownFields)
					for (const mark of marks[field])
						expect([field, text.includes(mark)]).toEqual([field, sees(reader, shown[field])]);
				for (const [name, to, output] of await outputsFor(db, reader)) {
					const kept = shownFields.filter((field) => !sees(to, shown[field]));
					const told = kept.filter((field) => marks[field].some((mark) => output.includes(mark)));
					expect([name, told]).toEqual([name, []]);
				}
			}
			// Where all see the same, it is written once.
			expect(await db.$count(listings, eq(listings.profileId, page))).toBe(views.size);
		}),
		{ numRuns: 60 }
	);
});

test('a person is on the page of an organisation only for those who may see both', async ({ db }) => {
	const { person, organisationId } = await affiliated(db);
	const [page] = await ensureProfiles(db, [organisationId], 'public');
	const own = await ensurePersonProfile(db, person.id);
	await fc.assert(
		fc.asyncProperty(level, level, async (audience, people) => {
			const shown = await shownOf(db, own, { people });
			await db.update(profiles).set({ audience, shown }).where(eq(profiles.id, own));
			await refreshListings(db, [page!]);
			for (const reader of readers) {
				const { rows } = await db.execute<{ people: unknown[] }>(
					sql`select people from ally_listings l where profile_id = ${page} and ${readBy(reader)}`
				);
				expect(rows[0]!.people.length).toBe(sees(reader, audience) && sees(reader, people) ? 1 : 0);
			}
		}),
		{ numRuns: 20 }
	);
});

test('a fact that a person keeps to themselves is shown to nobody', async ({ db }) => {
	const person = await somebody(db, { name: 'Ada Secrète' });
	const own = await ensurePersonProfile(db, person.id);
	await db.insert(allyEvidence).values({ ...fact, id: uuidv7(), personId: person.id, isShown: false });
	await db.update(profiles).set({ audience: 'public' }).where(eq(profiles.id, own));
	await refreshListings(db, [own]);
	const { rows } = await db.execute<{ circles: string[] }>(
		sql`select circles, evidence from ally_listings where profile_id = ${own}`
	);
	expect(rows).toEqual([{ circles: [], evidence: [] }]);
});

const fact = {
	circle: 'support' as const,
	fact: 'charter-signed' as const,
	reference: uuidv7(),
	detail: 'versionsecrete',
	happenedAt: new Date('2024-02-01')
};

function sees(reader: Audience, at: Audience): boolean {
	return at === 'public' || (at === 'allies' && reader === 'allies');
}

async function shownOf(db: Database, id: string, changes: Partial<Shown>): Promise<Shown> {
	const [page] = await db.select({ shown: profiles.shown }).from(profiles).where(eq(profiles.id, id));
	return { ...page!.shown, ...changes };
}

async function affiliated(db: Database) {
	const person = await somebody(db, { name: 'Ada Secrète' });
	const { id } = await foundOrganisation(db, person, { name: 'La Source', kind: 'association', place: null });
	await affiliate(db, person, id, 'présidente');
	return { person, organisationId: id };
}

/** A page on which every field says something. */
async function fullPage(db: Database): Promise<string> {
	const { person, organisationId } = await affiliated(db);
	const [page] = await ensureProfiles(db, [organisationId], 'public');
	const own = await ensurePersonProfile(db, person.id);
	const open = await shownOf(db, own, { people: 'public' });
	await db.update(profiles).set({ audience: 'public', shown: open }).where(eq(profiles.id, own));
	await db
		.update(profiles)
		.set({
			sentence: 'phrasesecrete',
			description: 'presentationsecrete',
			territoryId: 'commune-99999',
			placeLabel: 'communesecrete',
			placeKind: 'commune',
			latitude: 48.111,
			longitude: -1.68,
			point: 'town',
			perimeterId: 'epci-1',
			perimeterLabel: 'perimetresecret',
			siren: '732829320',
			siret: '73282932000074',
			rna: 'W751000001',
			website: 'https://site.secret',
			email: 'courriel@secret.fr',
			phone: '0612345678',
			address: 'rue secrète',
			pictureId: '33333333-3333-4333-8333-333333333333'
		})
		.where(eq(profiles.id, page!));
	await db.insert(allySkills).values([
		{ profileId: page!, skillId: marks.offers[0]!, side: 'offer', note: 'offresecrete' },
		{ profileId: page!, skillId: marks.needs[0]!, side: 'need', note: 'besoinsecret' }
	]);
	await db
		.insert(allyLinks)
		.values({ profileId: page!, position: 1, label: 'liensecret', url: 'https://lien.secret' });
	await db.insert(allyEvidence).values({ ...fact, id: uuidv7(), organisationId, isShown: true });
	await db.insert(allyActivities).values({
		id: uuidv7(),
		organisationId,
		source: 'agenda',
		reference: 'r',
		title: 'rencontresecrete',
		happenedOn: '2024-03-01'
	});
	return page!;
}
