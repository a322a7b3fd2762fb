import { eq, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { buddyAnswers, buddyOffers, buddyPairs } from './buddies.tables.ts';
import { languagesNamed, sideName } from './buddy-words.ts';

/** What buddies hold about a person: what they offered or asked, and with whom they went along. */
export const buddiesData: PersonalData = {
	module: 'buddies',
	tables: ['buddy_offers', 'buddy_pairs', 'buddy_answers'],
	export: async (db, person) => [await offersHeld(db, person), await pairsHeld(db, person)],
	async erase(tx, { id }) {
		await tx.delete(buddyAnswers).where(eq(buddyAnswers.personId, id));
		await tx.delete(buddyPairs).where(or(eq(buddyPairs.veteranId, id), eq(buddyPairs.newcomerId, id)));
		await tx.delete(buddyOffers).where(eq(buddyOffers.personId, id));
	}
};

async function offersHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select()
		.from(buddyOffers)
		.where(eq(buddyOffers.personId, id))
		.orderBy(buddyOffers.offeredAt);
	return {
		key: 'buddies.offers',
		title: m.buddies_title(),
		labels: {
			side: m.buddies_held_side(),
			purpose: m.buddies_field_purpose(),
			languages: m.buddies_field_languages(),
			offeredAt: m.communities_held_since()
		},
		rows: rows.map(({ side, purpose, languages, offeredAt }) => ({
			...{ side: sideName(side), purpose, languages: languagesNamed(languages), offeredAt }
		}))
	};
}

async function pairsHeld(db: Database, { id }: Person): Promise<HeldData> {
	const mine = sql<Date | null>`case ${buddyPairs.veteranId} when ${id} then ${buddyPairs.veteranAgreedAt} else ${buddyPairs.newcomerAgreedAt} end`;
	return {
		key: 'buddies.pairs',
		title: m.buddies_pairs(),
		labels: {
			proposedAt: m.buddies_held_proposed(),
			agreedAt: m.buddies_held_agreed(),
			word: m.buddies_field_word()
		},
		rows: await db
			.select({
				proposedAt: buddyPairs.proposedAt,
				agreedAt: mine.mapWith(buddyPairs.veteranAgreedAt),
				word: sql<string | null>`case when ${buddyPairs.wordBy} = ${id} then ${buddyPairs.word} end`
			})
			.from(buddyPairs)
			.where(or(eq(buddyPairs.veteranId, id), eq(buddyPairs.newcomerId, id)))
			.orderBy(buddyPairs.proposedAt)
	};
}
