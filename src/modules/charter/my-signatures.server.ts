import { and, desc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent, type HappenedEvent } from '#platform/events/events.server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import type { ChangeInput } from './charter.input.ts';
import { charterSignatures as signatures } from './signatures.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'charter.signature-changed': { version: number; signatureId: string };
	}
}

export type MySignature = Awaited<ReturnType<typeof signaturesOf>>[number];

/** The signatures that a person gave, in their own name and for organisations, latest first. */
export async function signaturesOf(db: Database, person: Pick<Person, 'id'>) {
	return db
		.select({
			id: signatures.id,
			version: signatures.version,
			name: signatures.name,
			isOrganisation: sql<boolean>`${signatures.organisationId} is not null`,
			organisationId: signatures.organisationId,
			mandate: signatures.mandate,
			reservation: signatures.reservation,
			isNamePublic: signatures.isNamePublic,
			signedAt: signatures.signedAt,
			renewedAt: signatures.renewedAt
		})
		.from(signatures)
		.where(eq(signatures.personId, person.id))
		.orderBy(desc(signatures.version), desc(signatures.signedAt), desc(signatures.id));
}

export type OwnSignatureResult = { ok: true } | { ok: false; reason: 'not-found' };

/** Changes the reservation of one's signature and whether one's name is shown. Somebody else's is as if it were not. */
export async function changeSignature(
	db: Database,
	person: Person,
	{ signatureId, reservation, isNamePublic }: ChangeInput
): Promise<OwnSignatureResult> {
	return db.transaction(async (tx) => {
		const [changed] = await tx
			.update(signatures)
			.set({ reservation, isNamePublic })
			.where(and(eq(signatures.id, signatureId), eq(signatures.personId, person.id)))
			.returning({ version: signatures.version, signatureId: signatures.id });
		if (!changed) return { ok: false, reason: 'not-found' };

		await recordEvent(tx, { name: 'charter.signature-changed', actorId: person.id, details: changed });
		return { ok: true };
	});
}

/** Gives the signatures of a person in their own name the name that they have now; those of organisations keep theirs. */
export async function renameSignatory(
	tx: Database,
	{ actorId: personId }: HappenedEvent<'people.renamed'>
): Promise<void> {
	if (!personId) return;
	const [person] = await tx.select({ name: persons.name }).from(persons).where(eq(persons.id, personId));
	if (!person) return;
	const ownName = and(eq(signatures.personId, personId), isNull(signatures.organisationId));
	const renamed = await tx
		.update(signatures)
		.set({ name: person.name })
		.where(and(ownName, ne(signatures.name, person.name)))
		.returning({ version: signatures.version, signatureId: signatures.id });
	// The pages kept since the change of profile still show the former name.
	for (const details of renamed)
		await recordEvent(tx, { name: 'charter.signature-changed', actorId: personId, details });
}
