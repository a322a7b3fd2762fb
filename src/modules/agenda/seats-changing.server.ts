import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { gatherings } from './agenda.tables.ts';
import { registrations } from './registrations.tables.ts';
import { holdSeats, inLineOf, seatsHeld, settleSeats } from './seats.server.ts';

/** How many seats of a gathering are given or held, when that is more than there would be; before its capacity is changed. */
export async function seatsTooMany(
	tx: Database,
	gatheringId: string,
	capacity: number | null,
	now = new Date()
): Promise<number | undefined> {
	if (capacity === null) return undefined;
	const gathering = await holdSeats(tx, eq(gatherings.id, gatheringId));
	if (gathering) await settleSeats(tx, gathering, now);
	const held = await seatsHeld(tx, gatheringId);
	return held > capacity ? held : undefined;
}

/** After a gathering was changed: new seats go to who waits; one that moved is reminded of again, on its new eve. */
export async function seatsChanged(
	tx: Database,
	gatheringId: string,
	isMoved: boolean,
	now = new Date()
): Promise<void> {
	const gathering = await holdSeats(tx, eq(gatherings.id, gatheringId));
	if (gathering) await settleSeats(tx, gathering, now);
	if (isMoved) await tx.update(registrations).set({ remindedAt: null }).where(inLineOf(gatheringId));
}
