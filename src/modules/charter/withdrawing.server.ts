import { and, eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import type { RemovalInput } from './charter.input.ts';
import type { OwnSignatureResult } from './my-signatures.server.ts';
import { charterSignatures as signatures, charterWithdrawals } from './signatures.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'charter.signature-withdrawn': { version: number; withdrawalId: string };
	}
}

/** Withdraws one's own signature, whether in one's own name or for an organisation. Somebody else's is as if it were not. */
export async function withdrawSignature(
	db: Database,
	person: Person,
	signatureId: string
): Promise<OwnSignatureResult> {
	return db.transaction(async (tx) => {
		const gone = and(eq(signatures.id, signatureId), eq(signatures.personId, person.id));
		const isWithdrawn = await moveToWithdrawals(tx, gone, person.id, null);
		return isWithdrawn ? { ok: true } : { ok: false, reason: 'not-found' };
	});
}

export type RemovalResult = { ok: true } | { ok: false; reason: 'not-found' | 'forbidden' };

/** Withdraws somebody else's signature, for a reason that they are told by mail. Only an administrator may. */
export async function removeSignature(
	db: Database,
	person: Person,
	signatureId: string,
	{ reason }: RemovalInput
): Promise<RemovalResult> {
	if (!person.isAdministrator) return { ok: false, reason: 'forbidden' };
	return db.transaction(async (tx) => {
		const isWithdrawn = await moveToWithdrawals(tx, eq(signatures.id, signatureId), person.id, reason);
		return isWithdrawn ? { ok: true } : { ok: false, reason: 'not-found' };
	});
}

async function moveToWithdrawals(
	tx: Database,
	which: ReturnType<typeof and>,
	withdrawnBy: string,
	reason: string | null
): Promise<boolean> {
	const [gone] = await tx.delete(signatures).where(which).returning({
		id: signatures.id,
		version: signatures.version,
		personId: signatures.personId,
		organisationId: signatures.organisationId,
		signedAt: signatures.signedAt
	});
	if (!gone) return false;

	await tx.insert(charterWithdrawals).values({ ...gone, withdrawnBy, reason });
	const details = { version: gone.version, withdrawalId: gone.id };
	await recordEvent(tx, { name: 'charter.signature-withdrawn', actorId: withdrawnBy, details });
	return true;
}
