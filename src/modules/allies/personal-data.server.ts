import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import { organisations } from '../people/people.tables.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { allyKeepers, profiles } from './allies.tables.ts';
import { circleName, factSentence } from './circle-words.ts';
import { claimsHeld, forgetClaims } from './claims-held.server.ts';
import { allyActivities, allyEvidence } from './facts.tables.ts';
import { removeOwnPage } from './own-page.server.ts';

/** What the directory holds about a person: their page, the pages that they keep or asked to keep, the facts about them. */
export const alliesData: PersonalData = {
	module: 'allies',
	tables: [
		'ally_profiles',
		'ally_listings',
		'ally_keepers',
		'ally_claims',
		'ally_evidence',
		'ally_activities'
	],
	export: async (db, person) => [
		await pageHeld(db, person),
		await pagesKept(db, person),
		await claimsHeld(db, person),
		await factsHeld(db, person)
	],
	erase
};

/** The pages of their organisations stay, without them. */
async function erase(tx: Database, { id }: Person): Promise<void> {
	await removeOwnPage(tx, id);
	await tx.update(profiles).set({ updatedBy: null }).where(eq(profiles.updatedBy, id));
	await tx.delete(allyKeepers).where(eq(allyKeepers.personId, id));
	await tx.update(allyKeepers).set({ admittedBy: null }).where(eq(allyKeepers.admittedBy, id));
	await forgetClaims(tx, id);
	await tx.delete(allyEvidence).where(eq(allyEvidence.personId, id));
	await tx.update(allyEvidence).set({ actorId: null }).where(eq(allyEvidence.actorId, id));
	await tx.delete(allyActivities).where(eq(allyActivities.personId, id));
}

async function pageHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			slug: profiles.slug,
			audience: profiles.audience,
			sentence: profiles.sentence,
			description: profiles.description,
			place: profiles.placeLabel,
			website: profiles.website,
			email: profiles.email,
			phone: profiles.phone,
			address: profiles.address,
			updatedAt: profiles.updatedAt
		})
		.from(profiles)
		.where(eq(profiles.personId, person.id));
	const labels = {
		slug: m.allies_data_slug(),
		audience: m.allies_data_audience(),
		sentence: m.allies_data_sentence(),
		description: m.allies_data_description(),
		place: m.allies_data_place(),
		website: m.allies_data_website(),
		email: m.allies_data_email(),
		phone: m.allies_data_phone(),
		address: m.allies_data_address(),
		updatedAt: m.allies_data_updated()
	};
	return { key: 'allies.page', title: m.allies_data_page(), labels, rows };
}

async function pagesKept(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({ organisation: organisations.name, since: allyKeepers.since })
		.from(allyKeepers)
		.innerJoin(profiles, eq(profiles.id, allyKeepers.profileId))
		.innerJoin(organisations, eq(organisations.id, profiles.organisationId))
		.where(eq(allyKeepers.personId, person.id))
		.orderBy(allyKeepers.since);
	const labels = { organisation: m.allies_data_organisation(), since: m.allies_data_since() };
	return { key: 'allies.kept', title: m.allies_data_kept(), labels, rows };
}

async function factsHeld(db: Database, person: Person): Promise<HeldData> {
	const held = await db
		.select({
			circle: allyEvidence.circle,
			fact: allyEvidence.fact,
			detail: allyEvidence.detail,
			happenedAt: allyEvidence.happenedAt,
			isShown: allyEvidence.isShown
		})
		.from(allyEvidence)
		.where(eq(allyEvidence.personId, person.id))
		.orderBy(allyEvidence.happenedAt);
	const rows = held.map(({ circle, fact, detail, happenedAt, isShown }) => ({
		circle: circleName(circle),
		fact: factSentence(fact, detail),
		happenedAt,
		isShown
	}));
	const labels = {
		circle: m.allies_data_circle(),
		fact: m.allies_data_fact(),
		happenedAt: m.allies_data_day(),
		isShown: m.allies_data_is_shown()
	};
	return { key: 'allies.facts', title: m.allies_data_facts(), labels, rows };
}
