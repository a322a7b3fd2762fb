import { eq } from 'drizzle-orm';
import { m } from '#words/messages.js';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { editions, programmeVersions, sessions, workshopSeats, workshopWishes } from './assembly.tables.ts';

/** What assemblies hold about a person: the workshops that they wished for. */
export const assemblyData: PersonalData = {
	module: 'assembly',
	tables: ['assembly_editions', 'assembly_versions', 'assembly_workshop_wishes', 'assembly_workshop_seats'],
	export: async (db, { id }): Promise<HeldData[]> => [
		{
			key: 'assembly.wishes',
			title: m.assembly_held_wishes(),
			labels: { title: m.assembly_field_session_title(), rank: m.assembly_held_rank() },
			rows: await db
				.select({ title: sessions.title, rank: workshopWishes.rank })
				.from(workshopWishes)
				.innerJoin(sessions, eq(sessions.id, workshopWishes.workshopId))
				.where(eq(workshopWishes.personId, id))
		}
	],
	async erase(tx, { id }) {
		await tx.delete(workshopWishes).where(eq(workshopWishes.personId, id));
		await tx.delete(workshopSeats).where(eq(workshopSeats.personId, id));
		await tx.update(editions).set({ createdBy: null }).where(eq(editions.createdBy, id));
		await tx
			.update(programmeVersions)
			.set({ publishedBy: null })
			.where(eq(programmeVersions.publishedBy, id));
	},
	stays: () => [m.assembly_stays()]
};
