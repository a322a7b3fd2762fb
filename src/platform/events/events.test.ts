import { eq, sql } from 'drizzle-orm';
import { expect } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { cloneDatabase, test } from '#platform/testing.server.ts';
import type { Database } from '../database.server.ts';
import { deliverEvent, eventsOf, forgetActor, recordEvent, type EventHandlers } from './events.server.ts';
import { events } from './events.tables.ts';

declare module './events.server.ts' {
	interface EventDetails {
		'bell.rung': { times: number };
	}
}

const ring = { name: 'bell.rung', actorId: null, details: { times: 3 } } as const;

test('what happened is written with the change and announced by a job', async ({ db }) => {
	await recordEvent(db, ring);
	expect(await db.select({ name: events.name, details: events.details }).from(events)).toEqual([
		{ name: 'bell.rung', details: { times: 3 } }
	]);
	expect(await waitingJobs(db)).toBe(1);
});

test('a change that is undone happened to nobody', async ({ db }) => {
	const undone = db.transaction(async (tx) => {
		await recordEvent(tx, ring);
		throw new Error('undone');
	});
	await expect(undone).rejects.toThrow('undone');
	expect(await db.select().from(events)).toEqual([]);
	expect(await waitingJobs(db)).toBe(0);
});

test('an event delivered twice acts once, and a handler that failed is tried again alone', async ({ db }) => {
	await recordEvent(db, ring);
	const [event] = await db.select().from(events);
	const heard: string[] = [];
	let isBroken = true;
	const handlers: EventHandlers = {
		'bell.rung': {
			neighbour: async (_tx, { details }) => void heard.push(`neighbour ${details.times}`),
			sleeper: async () => {
				if (isBroken) throw new Error('asleep');
				heard.push('sleeper');
			}
		}
	};

	await expect(deliverEvent(db, handlers, event!.id)).rejects.toThrow('asleep');
	isBroken = false;
	await deliverEvent(db, handlers, event!.id);
	await deliverEvent(db, handlers, event!.id);
	expect(heard).toEqual(['neighbour 3', 'sleeper']);
});

test('two processes that deliver the same event at once act once', async () => {
	const { db, close } = await cloneDatabase();
	await db.transaction((tx) => recordEvent(tx, ring));
	const [event] = await db.select().from(events);
	let heard = 0;
	const handlers: EventHandlers = {
		'bell.rung': {
			slow: async (tx) => {
				await tx.execute(sql`select pg_sleep(0.05)`);
				heard += 1;
			}
		}
	};

	await Promise.all([1, 2, 3].map(() => deliverEvent(db, handlers, event!.id)));
	expect(heard).toBe(1);
	await close();
});

test('a person who leaves is taken out of what happened; that it happened stays', async ({ db }) => {
	const actorId = uuidv7();
	await recordEvent(db, { ...ring, actorId });
	expect(await eventsOf(db, actorId)).toMatchObject([{ name: 'bell.rung' }]);

	await forgetActor(db, actorId);
	expect(await eventsOf(db, actorId)).toEqual([]);
	expect(await db.select({ id: events.id }).from(events).where(eq(events.name, 'bell.rung'))).toHaveLength(1);
});

async function waitingJobs(db: Database): Promise<number> {
	const { rows } = await db.execute<{ jobs: number }>(
		sql`select count(*)::int as jobs from graphile_worker.jobs`
	);
	return rows[0]!.jobs;
}
