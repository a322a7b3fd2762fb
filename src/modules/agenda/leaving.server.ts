import { and, eq, sql } from 'drizzle-orm';
import { validate as isUuid } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { gatherings } from './agenda.tables.ts';
import { registrations } from './registrations.tables.ts';
import { holdSeats, inLineOf, settleSeats, withoutAnswers } from './seats.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'agenda.left': { gatheringId: string };
	}
}

/**
 * Leaves a gathering that is not over: one of those whom one registered, oneself among them, or all. The seat goes to who waits
 * first. Says false when there is none of one's own there.
 */
export async function leaveGathering(
	db: Database,
	person: Person,
	slug: string,
	which: string,
	now = new Date()
): Promise<boolean> {
	if (which !== 'all' && !isUuid(which)) return false;
	return db.transaction(async (tx) => {
		const gathering = await holdSeats(tx, eq(gatherings.slug, slug.slice(0, 200)));
		if (!gathering || gathering.endsAt <= now) return false;
		const isThis = which === 'all' ? sql`true` : eq(registrations.id, which);
		const gone = await tx
			.update(registrations)
			.set({ leftAt: now, offerUntil: null, ...withoutAnswers })
			.where(and(inLineOf(gathering.id), eq(registrations.personId, person.id), isThis))
			.returning({ id: registrations.id });
		if (gone.length === 0) return false;
		await settleSeats(tx, gathering, now);
		const details = { gatheringId: gathering.id };
		await recordEvent(tx, { name: 'agenda.left', actorId: person.id, details });
		return true;
	});
}
