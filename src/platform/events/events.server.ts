import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.server.ts';
import { enqueue } from '../jobs/jobs.server.ts';
import { eventDeliveries, events } from './events.tables.ts';

declare module '../jobs/jobs.server.ts' {
	interface JobPayloads {
		'deliver-event': { eventId: number };
	}
}

/** Each module adds its own events here by declaration merging, so that names and details are checked. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type -- modules fill it
export interface EventDetails {}

export type EventName = keyof EventDetails & string;

export type HappenedEvent<Name extends EventName> = {
	id: number;
	name: Name;
	actorId: string | null;
	details: EventDetails[Name];
	happenedAt: Date;
};

/** What a module does when something happened elsewhere. It runs once, in the transaction that remembers that it ran. */
export type EventHandlers = {
	[Name in EventName]?: Record<string, (tx: Database, event: HappenedEvent<Name>) => Promise<void>>;
};

/** Records what happened, inside the transaction of the change: delivered at least once after it commits, never before. */
export async function recordEvent<Name extends EventName>(
	tx: Database,
	event: { name: Name; actorId: string | null; details: EventDetails[Name] }
): Promise<void> {
	const [recorded] = await tx.insert(events).values(event).returning({ id: events.id });
	await enqueue(tx, 'deliver-event', { eventId: recorded!.id });
	await tx.execute(sql`select pg_notify('events', ${event.name})`);
}

/** Delivers an event to each handler that has not had it yet; a handler that fails is tried again without the others. */
export async function deliverEvent(db: Database, handlers: EventHandlers, eventId: number): Promise<void> {
	const [event] = await db.select().from(events).where(eq(events.id, eventId));
	if (!event) return;

	const concerned = Object.entries(handlers[event.name as EventName] ?? {});
	for (const [handler, handle] of concerned) {
		await db.transaction(async (tx) => {
			const delivery = tx
				.insert(eventDeliveries)
				.values({ eventId, handler })
				.onConflictDoNothing()
				.returning();
			if ((await delivery).length > 0) await handle(tx, event as never);
		});
	}
}

/** Takes a person out of the record of what happened; that it happened stays. */
export async function forgetActor(tx: Database, personId: string): Promise<void> {
	await tx.update(events).set({ actorId: null }).where(eq(events.actorId, personId));
}

/** What a person did, oldest first, for the export of personal data. */
export async function eventsOf(db: Database, personId: string) {
	return db
		.select({ name: events.name, details: events.details, happenedAt: events.happenedAt })
		.from(events)
		.where(eq(events.actorId, personId))
		.orderBy(events.id);
}

/** The number of the latest event: as long as it stays, nothing that events tell of has changed. */
export async function latestEvent(db: Database): Promise<number> {
	const [latest] = await db.select({ id: sql<number>`coalesce(max(${events.id}), 0)::int` }).from(events);
	return latest!.id;
}
