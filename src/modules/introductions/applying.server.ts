import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { keeps, organisationsKept } from '../allies/subjects.server.ts';
import type { Person } from '../people/people.server.ts';
import type { ApplicationInput } from './calls.input.ts';
import { callApplications, calls } from './calls.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'introductions.call-applied': { callId: string; applicationId: string };
		'introductions.call-left': { callId: string };
	}
}

export type ApplicationRefusal = 'not-found' | 'closed' | 'not-kept' | 'already';
export type ApplicationResult = { ok: true } | { ok: false; reason: ApplicationRefusal };

/** Neither decided nor past its last day. */
export const isCallOpen = and(
	isNull(calls.decidedAt),
	sql`${calls.deadline} >= (now() at time zone 'Europe/Paris')::date`
)!;

/** Applies to an open call, in one's own name or for an organisation whose page one keeps; once in each name. */
export async function applyToCall(
	db: Database,
	person: Person,
	slug: string,
	{ sentence, inNameOf }: ApplicationInput
): Promise<ApplicationResult> {
	const isOwn = inNameOf === 'me';
	return db.transaction(async (tx): Promise<ApplicationResult> => {
		const call = await callHeld(tx, slug);
		if (!call) return { ok: false, reason: 'not-found' };
		if (!call.isOpen) return { ok: false, reason: 'closed' };
		if (!isOwn && !(await keeps(tx, person, inNameOf))) return { ok: false, reason: 'not-kept' };
		const subject = isOwn ? { personId: person.id } : { organisationId: inNameOf };
		const applied = await tx
			.insert(callApplications)
			.values({ id: uuidv7(), callId: call.id, ...subject, sentence, appliedBy: person.id })
			.onConflictDoNothing()
			.returning({ id: callApplications.id });
		if (applied.length === 0) return { ok: false, reason: 'already' };
		const details = { callId: call.id, applicationId: applied[0]!.id };
		await recordEvent(tx, { name: 'introductions.call-applied', actorId: person.id, details });
		return { ok: true };
	});
}

/** Takes back an application that one made, or of an organisation whose page one keeps, before the call is decided. */
export async function leaveCall(
	db: Database,
	person: Person,
	slug: string,
	applicationId: string
): Promise<boolean> {
	return db.transaction(async (tx) => {
		const call = await callHeld(tx, slug);
		if (!call || call.decidedAt) return false;
		const kept = (await organisationsKept(tx, person)).map(({ id }) => id);
		const isMine = sql`(${callApplications.personId} = ${person.id} or ${inArray(callApplications.organisationId, kept)})`;
		const isThis = and(eq(callApplications.id, applicationId), eq(callApplications.callId, call.id));
		const gone = await tx.delete(callApplications).where(and(isThis, isMine)).returning();
		if (gone.length > 0)
			await recordEvent(tx, {
				name: 'introductions.call-left',
				actorId: person.id,
				details: { callId: call.id }
			});
		return gone.length > 0;
	});
}

/** The call of this address, held so that it is not decided nor its criteria changed meanwhile; several may hold it. */
async function callHeld(tx: Database, slug: string) {
	const [call] = await tx
		.select({ id: calls.id, decidedAt: calls.decidedAt, isOpen: sql<boolean>`${isCallOpen}` })
		.from(calls)
		.where(eq(calls.slug, slug))
		.for('share');
	return call;
}
