import { and, eq, isNotNull, isNull, or } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { applicationsHeld, forgetCalls } from './calls-held.server.ts';
import { answers, introductionOutcomes, introductions } from './introductions.tables.ts';
import { availabilities, needs, proposals } from './needs.tables.ts';
import { outcomeName } from './outcome-words.ts';

/** What the introductions hold about a person: their needs, who they were put in touch with, what they said of it. */
export const introductionsData: PersonalData = {
	module: 'introductions',
	tables: [
		'introduction_needs',
		'introduction_proposals',
		'introduction_availabilities',
		'introductions',
		'introduction_answers',
		'introduction_outcomes',
		'ally_calls',
		'ally_call_applications',
		'ally_call_scores'
	],
	export: async (db, person) => [
		await needsHeld(db, person),
		await introductionsHeld(db, person),
		await answersHeld(db, person),
		await outcomesHeld(db, person),
		await availabilitiesHeld(db, person),
		await applicationsHeld(db, person)
	],
	erase,
	stays: () => [m.introductions_stays()]
};

/** What one asked, answered or applied for in the name of an organisation is the organisation's, and stays without one and without one's contact. */
async function erase(tx: Database, { id }: Person): Promise<void> {
	await tx.delete(needs).where(and(eq(needs.personId, id), isNull(needs.organisationId)));
	await tx.update(needs).set({ personId: null }).where(eq(needs.personId, id));
	await tx.update(needs).set({ closedBy: null }).where(eq(needs.closedBy, id));
	await tx.delete(proposals).where(eq(proposals.personId, id));
	await tx.delete(availabilities).where(eq(availabilities.personId, id));
	await tx.update(availabilities).set({ saidBy: null }).where(eq(availabilities.saidBy, id));
	await forgetCalls(tx, id);
	await tx
		.delete(introductions)
		.where(or(eq(introductions.askerPersonId, id), eq(introductions.helperPersonId, id)));
	await tx.update(introductions).set({ proposedBy: null }).where(eq(introductions.proposedBy, id));
	const unnamed = { answeredBy: null, contactName: null, contactEmail: null, contactPhone: null };
	await tx
		.update(answers)
		.set({ ...unnamed, outcomeKeyHash: null })
		.where(eq(answers.answeredBy, id));
	await tx
		.update(introductionOutcomes)
		.set({ toldBy: null, sentence: null })
		.where(eq(introductionOutcomes.toldBy, id));
}

async function needsHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			sentence: needs.sentence,
			place: needs.placeLabel,
			until: needs.until,
			openedAt: needs.openedAt,
			closedAt: needs.closedAt
		})
		.from(needs)
		.where(eq(needs.personId, person.id))
		.orderBy(needs.id);
	const labels = {
		sentence: m.introductions_data_sentence(),
		place: m.introductions_data_place(),
		until: m.introductions_data_until(),
		openedAt: m.introductions_data_opened(),
		closedAt: m.introductions_data_closed()
	};
	return { key: 'introductions.needs', title: m.introductions_data_needs(), labels, rows };
}

async function introductionsHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({
			word: introductions.word,
			proposedAt: introductions.proposedAt,
			agreedAt: introductions.agreedAt,
			endedAt: introductions.endedAt
		})
		.from(introductions)
		.where(eq(introductions.proposedBy, id))
		.orderBy(introductions.id);
	const labels = {
		word: m.introductions_data_word(),
		proposedAt: m.introductions_data_proposed(),
		agreedAt: m.introductions_data_agreed(),
		endedAt: m.introductions_data_ended()
	};
	return { key: 'introductions.proposed', title: m.introductions_data_introductions(), labels, rows };
}

async function answersHeld(db: Database, { id }: Person): Promise<HeldData> {
	const held = await db
		.select({
			answer: answers.answer,
			answeredAt: answers.answeredAt,
			email: answers.contactEmail,
			phone: answers.contactPhone
		})
		.from(answers)
		.where(eq(answers.answeredBy, id))
		.orderBy(answers.answeredAt);
	const rows = held.map((row) => ({
		...row,
		answer: row.answer === 'agreed' ? m.introductions_data_yes() : m.introductions_data_no()
	}));
	const labels = {
		answer: m.introductions_data_answer(),
		answeredAt: m.introductions_data_answered(),
		email: m.introductions_contact_email(),
		phone: m.introductions_contact_phone()
	};
	return { key: 'introductions.answers', title: m.introductions_data_answers(), labels, rows };
}

async function outcomesHeld(db: Database, { id }: Person): Promise<HeldData> {
	const held = await db
		.select({
			outcome: introductionOutcomes.outcome,
			sentence: introductionOutcomes.sentence,
			toldAt: introductionOutcomes.toldAt
		})
		.from(introductionOutcomes)
		.where(eq(introductionOutcomes.toldBy, id))
		.orderBy(introductionOutcomes.toldAt);
	const rows = held.map((row) => ({ ...row, outcome: outcomeName(row.outcome) }));
	const labels = {
		outcome: m.introductions_outcome_legend(),
		sentence: m.introductions_data_sentence(),
		toldAt: m.introductions_data_told()
	};
	return { key: 'introductions.outcomes', title: m.introductions_data_outcomes(), labels, rows };
}

async function availabilitiesHeld(db: Database, { id }: Person): Promise<HeldData> {
	const held = await db
		.select({ state: availabilities.state, until: availabilities.until, saidAt: availabilities.saidAt })
		.from(availabilities)
		.where(and(isNotNull(availabilities.saidBy), eq(availabilities.saidBy, id)));
	const rows = held.map((row) => ({
		...row,
		state: row.state === 'ready' ? m.introductions_state_ready() : m.introductions_state_away()
	}));
	const labels = {
		state: m.introductions_data_state(),
		until: m.introductions_data_until(),
		saidAt: m.introductions_data_told()
	};
	return { key: 'introductions.availability', title: m.introductions_availability(), labels, rows };
}
