import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { sessionsHeld } from '../agenda/group-sessions.server.ts';
import { holdAsMember } from '../communities/visible.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import { holdersOf } from './proposing.server.ts';
import type { HandoverInput } from './responsibilities.input.ts';
import { handovers, sessionRoles } from './responsibilities.tables.ts';

export type HandoverResult =
	{ ok: true } | { ok: false; reason: 'not-found' | 'closed' | 'not-theirs' | 'too-early' };

/** Tells whoever has the same role next what they need; who had it at a session does, once it has begun, and may change it. */
export async function writeHandover(
	db: Database,
	person: Person,
	slug: string,
	{ session: gatheringId, role, text }: HandoverInput
): Promise<HandoverResult> {
	return db.transaction(async (tx): Promise<HandoverResult> => {
		const held = await holdAsMember(tx, person, slug);
		if (!held) return { ok: false, reason: 'not-found' };
		const { group } = held;
		if (group.closedAt) return { ok: false, reason: 'closed' };
		const sessions = await sessionsHeld(tx, group.id);
		const at = sessions.findIndex(({ id }) => id === gatheringId);
		if (at < 0) return { ok: false, reason: 'not-found' };
		const holders = await holdersOf(tx, group.id);
		const isTheirs = holders.some(
			(one) => one.gatheringId === gatheringId && one.role === role && one.person === person.id
		);
		if (!isTheirs) return { ok: false, reason: 'not-theirs' };
		if (sessions[at]!.startsAt > new Date()) return { ok: false, reason: 'too-early' };
		await tx
			.insert(handovers)
			.values({ gatheringId, groupId: group.id, roleKey: role, text, writtenBy: person.id })
			.onConflictDoUpdate({
				target: [handovers.gatheringId, handovers.roleKey],
				set: { text, writtenBy: person.id, writtenAt: sql`clock_timestamp()` }
			});
		const next = sessions
			.slice(at + 1)
			.map(({ id }) => holders.find((one) => one.gatheringId === id && one.role === role))
			.find((one) => one !== undefined);
		const [named] = await tx
			.select({ key: sessionRoles.key, name: sessionRoles.name })
			.from(sessionRoles)
			.where(and(eq(sessionRoles.groupId, group.id), eq(sessionRoles.key, role)));
		if (next)
			await notify(tx, {
				kind: 'responsibilities.handed-over',
				to: [next.person],
				by: person.id,
				about: `responsibilities.handover:${gatheringId}:${role}`,
				path: `/communautes/${slug}/roles`,
				details: {
					...{ groupId: group.id, gatheringId: next.gatheringId, session: sessions[at]!.title },
					...{ ...named!, person: person.name }
				}
			});
		return { ok: true };
	});
}
