import { eq, sql } from 'drizzle-orm';
import type { Database } from '../database.server.ts';
import { liveChannels, livePresences } from './live.tables.ts';

/** The channel of the database by which every process learns that something changed. */
export const liveNews = 'live';

/** How long the word of a process about who is there holds, in seconds: a process that was killed takes nothing back. */
const presenceHolds = 30;

/**
 * Says that what a channel shows changes, in the transaction of the change; returns the channel's new version. Changes of one channel
 * wait for each other from here to their commit, so that versions are seen in their order.
 */
export async function announce(tx: Database, channel: string): Promise<number> {
	const { rows } = await tx.execute<{ version: number }>(sql`
		with changed as (
			insert into ${liveChannels} as c (name) values (${channel})
			on conflict (name) do update set version = c.version + 1
			returning version
		)
		select version::float8 as version, pg_notify(${liveNews}, version || ' ' || ${channel}::text) from changed`);
	return rows[0]!.version;
}

/** The version of what a channel shows; 0 before anything was said on it. */
export async function versionOf(db: Database, channel: string): Promise<number> {
	const [found] = await db
		.select({ version: liveChannels.version })
		.from(liveChannels)
		.where(eq(liveChannels.name, channel));
	return found?.version ?? 0;
}

/** How many people all processes together hold on a channel. */
export async function peopleOn(db: Database, channel: string): Promise<number> {
	const [counted] = await db
		.select({ people: sql<number>`coalesce(sum(${livePresences.people}), 0)::int` })
		.from(livePresences)
		.where(
			sql`${livePresences.channel} = ${channel} and ${livePresences.seenAt} > now() - make_interval(secs => ${presenceHolds})`
		);
	return counted!.people;
}

/** Writes down how many people this process holds on each channel, and tells the channels where that changed. */
export async function tellPresences(
	db: Database,
	process: string,
	present: { channel: string; people: number; isChanged: boolean }[]
): Promise<void> {
	if (present.length === 0) return;
	await db.transaction(async (tx) => {
		for (const { channel, isChanged } of present) if (isChanged) await announce(tx, channel);
		await tx
			.insert(livePresences)
			.values(present.map(({ channel, people }) => ({ process, channel, people })))
			.onConflictDoUpdate({
				target: [livePresences.process, livePresences.channel],
				set: { people: sql`excluded.people`, seenAt: sql`now()` }
			});
	});
}

/** Forgets what processes said long ago, and what this one said when it stops. */
export async function forgetPresences(db: Database, process: string): Promise<void> {
	await db
		.delete(livePresences)
		.where(sql`${livePresences.process} = ${process} or ${livePresences.seenAt} < now() - interval '1 hour'`);
}
