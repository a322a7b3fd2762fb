import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import type { PlacedInput } from './assembly.input.ts';
import { sessions } from './assembly.tables.ts';
import { drafting, isOutside, type DraftResult } from './drafting.server.ts';
import { placed } from './placing.ts';
import type { ProgrammeSession } from './programme.ts';
import { draftOf } from './publishing.server.ts';

/** Puts a session of the draft on a day, after another one or first, as {@link placed} says. */
export async function placeSession(
	db: Database,
	person: Person,
	slug: string,
	{ session, day, after }: PlacedInput
): Promise<DraftResult> {
	return drafting(db, person, slug, async (tx, edition) => {
		if (isOutside(edition, day)) return { ok: false, reason: 'outside' };
		const draft = await draftOf(tx, edition);
		const one = draft.sessions.find(({ id }) => id === session);
		const before = draft.sessions.find((other) => other.id === after && other.day === day && other !== one);
		if (!one || (after !== null && !before)) return { ok: false, reason: 'not-found' };
		await write(tx, placed(draft.sessions, one, day, before ?? null));
		return { ok: true };
	});
}

async function write(tx: Database, all: ProgrammeSession[]): Promise<void> {
	const rows = all.map(({ id, day, slotId, starts }, i) => ({ id, day, slotId, starts, position: i + 1 }));
	await tx.execute(sql`
		update ${sessions} s set day = r.day, slot_id = r."slotId", starts = r.starts, position = r.position
		from json_to_recordset(${JSON.stringify(rows)}::json)
			as r (id uuid, day date, "slotId" uuid, starts text, position int)
		where s.id = r.id`);
}
