import { and, eq, gt, gte, isNull, ne, not, or, sql, type SQL } from 'drizzle-orm';
import type { Person } from '../people/people.server.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { families } from './families.ts';
import { registrations } from './registrations.tables.ts';

/**
 * The gatherings for which somebody, or anybody, may register now with a seat to hope for: they take place and have not begun,
 * registration is open, one is not in the line oneself and, where delegations come, one has room. A full one is open: one waits
 * for a seat. Who may see a gathering, and so register for it, is decided by `visibleTo`.
 */
export function openTo(person: Person | null, now: Date): SQL {
	return and(
		gt(gatherings.registrationUntil, now),
		gt(gatherings.startsAt, now),
		not(isCancelled),
		or(
			ne(gatherings.kind, 'initiation-in-person'),
			isNull(gatherings.capacity),
			gte(gatherings.capacity, families.length)
		),
		person ? not(isInLine(person)) : undefined
	)!;
}

const isCancelled = sql`exists (select from ${gatheringCancellations} where ${gatheringCancellations.gatheringId} = ${gatherings.id})`;

function isInLine({ id }: Person): SQL {
	const isTheirs = and(
		eq(registrations.gatheringId, gatherings.id),
		eq(registrations.personId, id),
		isNull(registrations.guestName),
		isNull(registrations.leftAt)
	);
	return sql`exists (select from ${registrations} where ${isTheirs})`;
}
