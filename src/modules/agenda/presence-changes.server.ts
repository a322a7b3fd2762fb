import { sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';

/** Who an event is about, by what stays known once an attendance is gone. It names nobody. */
export type PresencesTold = { gatheringId: string; attendanceIds: string[]; organisationIds: string[] };

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'agenda.attended': PresencesTold;
		'agenda.attendance-corrected': PresencesTold;
	}
}

export type Noted = { id: string; organisationId: string | null };

/** After attendances were written or struck, in their transaction: who took part for an organisation follows, and it is told. */
export async function recordPresences(
	tx: Database,
	actor: Person,
	gatheringId: string,
	{ came, gone }: { came: Noted[]; gone: Noted[] }
): Promise<void> {
	await followInParticipations(tx, gatheringId, organisationsOf([...came, ...gone]));
	await tell(tx, 'agenda.attended', actor, gatheringId, came);
	await tell(tx, 'agenda.attendance-corrected', actor, gatheringId, gone);
}

async function tell(
	tx: Database,
	name: 'agenda.attended' | 'agenda.attendance-corrected',
	actor: Person,
	gatheringId: string,
	changed: Noted[]
): Promise<void> {
	if (changed.length === 0) return;
	const attendanceIds = changed.map(({ id }) => id);
	const details = { gatheringId, attendanceIds, organisationIds: organisationsOf(changed) };
	await recordEvent(tx, { name, actorId: actor.id, details });
}

/** An organisation took part when somebody was there for it. */
async function followInParticipations(tx: Database, gatheringId: string, ids: string[]): Promise<void> {
	if (ids.length === 0) return;
	const these = sql`any(${sql.param(ids)}::uuid[])`;
	await tx.execute(sql`
		delete from participations p where p.gathering_id = ${gatheringId} and p.organisation_id = ${these}
			and not exists (select from gathering_attendances a
				where a.gathering_id = p.gathering_id and a.organisation_id = p.organisation_id)`);
	await tx.execute(sql`
		insert into participations (gathering_id, organisation_id)
		select distinct gathering_id, organisation_id from gathering_attendances
		where gathering_id = ${gatheringId} and organisation_id = ${these}
		on conflict do nothing`);
}

function organisationsOf(noted: Noted[]): string[] {
	return [...new Set(noted.map(({ organisationId }) => organisationId).filter((id) => id !== null))];
}
