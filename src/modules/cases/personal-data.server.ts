import { eq } from 'drizzle-orm';
import { m } from '#words/messages.js';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { roundName } from './case-words.ts';
import { cases, contributions } from './cases.tables.ts';

/** What the analysis of practices holds about a person: the cases that they told, and what they said of those of others. */
export const casesData: PersonalData = {
	module: 'cases',
	tables: ['practice_cases', 'practice_contributions'],
	export: async (db, { id }): Promise<HeldData[]> => {
		const said = await db
			.select({ round: contributions.round, text: contributions.text, saidAt: contributions.saidAt })
			.from(contributions)
			.where(eq(contributions.personId, id))
			.orderBy(contributions.saidAt);
		return [
			{
				key: 'cases.told',
				title: m.cases_title(),
				labels: { title: m.cases_field_title(), text: m.cases_field_text(), toldAt: m.cases_held_told() },
				rows: await db
					.select({ title: cases.title, text: cases.text, toldAt: cases.toldAt })
					.from(cases)
					.where(eq(cases.toldBy, id))
					.orderBy(cases.toldAt)
			},
			{
				key: 'cases.said',
				title: m.cases_held_said(),
				labels: {
					round: m.cases_held_round(),
					text: m.cases_field_contribution(),
					saidAt: m.cases_held_told()
				},
				rows: said.map(({ round, ...rest }) => ({ round: roundName(round), ...rest }))
			}
		];
	},
	async erase(tx, { id }) {
		await tx.delete(contributions).where(eq(contributions.personId, id));
		await tx.delete(cases).where(eq(cases.toldBy, id));
		await tx.update(cases).set({ facilitatedBy: null }).where(eq(cases.facilitatedBy, id));
	}
};
