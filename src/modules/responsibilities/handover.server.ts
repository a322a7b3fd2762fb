import { and, eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { sessionsHeld, type SessionHeld } from '../agenda/group-sessions.server.ts';
import { holdAsMember, type Group } from '../communities/visible.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import type { Person } from '../people/people.server.ts';
import { holdersOf, type Holder } from './proposing.server.ts';
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
		await tellNext(tx, person, group, sessions.slice(at), holders, role);
		return { ok: true };
	});
}

/** Tells whoever has the role at the next session at which somebody has it. */
async function tellNext(
	tx: Database,
	by: Person,
	group: Group,
	[session, ...later]: SessionHeld[],
	holders: Holder[],
	role: string
): Promise<void> {
	const next = later
		.map(({ id }) => holders.find((one) => one.gatheringId === id && one.role === role))
		.find((one) => one !== undefined);
	if (!next) return;
	const [named] = await tx
		.select({ key: sessionRoles.key, name: sessionRoles.name })
		.from(sessionRoles)
		.where(and(eq(sessionRoles.groupId, group.id), eq(sessionRoles.key, role)));
	await notify(tx, {
		kind: 'responsibilities.handed-over',
		to: [next.person],
		by: by.id,
		about: `responsibilities.handover:${session!.id}:${role}`,
		path: `/communautes/${group.slug}/roles`,
		details: {
			...{ groupId: group.id, gatheringId: next.gatheringId, session: session!.title },
			...{ ...named!, person: by.name }
		}
	});
}
