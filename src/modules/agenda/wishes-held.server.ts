import { eq, or } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData } from '../people/personal-data.ts';
import { gatherings } from './agenda.tables.ts';
import { namedThere, wishes } from './wishes.tables.ts';

/** Forgets with whom a person would have liked to go on, and who with them. */
export async function forgetWishes(tx: Database, id: string): Promise<void> {
	await tx.delete(wishes).where(or(eq(wishes.fromId, id), eq(wishes.toId, id)));
	await tx.delete(namedThere).where(eq(namedThere.personId, id));
}

/** What a person said that they would like to go on about; what others said of them is theirs. */
export async function wishesHeld(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({ gathering: gatherings.title, about: wishes.about, madeAt: wishes.madeAt })
		.from(wishes)
		.innerJoin(gatherings, eq(gatherings.id, wishes.gatheringId))
		.where(eq(wishes.fromId, id))
		.orderBy(wishes.madeAt);
	const labels = {
		gathering: m.agenda_data_gathering(),
		about: m.agenda_wish_about(),
		madeAt: m.agenda_data_wished()
	};
	return { key: 'agenda.wishes', title: m.agenda_wish_mine(), labels, rows };
}
