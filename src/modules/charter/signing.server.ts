import { and, eq, isNull, lt, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { affiliate } from '../people/affiliations.server.ts';
import type { Person } from '../people/people.server.ts';
import type { SignatureInput } from './charter.input.ts';
import { charterSignatures as signatures } from './signatures.tables.ts';
import { signatoryIn, type Signatory, type SignatoryUnclear } from './signatory.server.ts';
import { charterInForce } from './versions.server.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'charter.signed': { version: number; signatureId: string };
	}
}

type EarlierSignature = {
	signedAt: Date;
	/** Signed by the person who tries again. */
	isYours: boolean;
	/** Who signed for the organisation, when they let the register name them. */
	signedBy: string | null;
};

export type SigningResult =
	| { ok: true; signatureId: string }
	| { ok: false; reason: 'no-charter' | 'outdated-version' }
	| ({ ok: false; reason: 'already-signed' } & EarlierSignature)
	| SignatoryUnclear;

/** A second press on the button is not a second wish to sign. */
const doubleClick = sql`interval '1 minute'`;

/**
 * Signs the charter in force, in one's own name or, declaring a mandate, for an organisation. Each signatory signs each
 * version once; a replaced version can no longer be signed. A signature of a former version is thereby renewed.
 */
export async function signCharter(
	db: Database,
	person: Person,
	input: SignatureInput
): Promise<SigningResult> {
	return db.transaction(async (tx) => {
		await holdCharterInForce(tx);
		const current = await charterInForce(tx);
		if (!current) return { ok: false, reason: 'no-charter' };
		if (input.version !== current.number) return { ok: false, reason: 'outdated-version' };

		const found = await signatoryIn(tx, person, input);
		if (!found.ok) return found;

		await renewFormerSignatures(tx, found.signatory, current.number);
		const signatureId = await insertSignature(tx, found.signatory, input);
		if (!signatureId) return alreadySigned(tx, person, found.signatory, current.number);

		const { organisationId, mandate } = found.signatory;
		if (organisationId) await affiliate(tx, person, organisationId, mandate);
		const details = { version: current.number, signatureId };
		await recordEvent(tx, { name: 'charter.signed', actorId: person.id, details });
		return { ok: true, signatureId };
	});
}

/** Any constant: who signs holds it together, who replaces the version in force holds it alone. */
const charterLock = 7_243_305;

/** Keeps the version in force as it is until the end of the transaction. */
async function holdCharterInForce(tx: Database): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock_shared(${charterLock})`);
}

/** Waits until nobody is signing, and keeps others from it until the end of the transaction. */
export async function holdSigning(tx: Database): Promise<void> {
	await tx.execute(sql`select pg_advisory_xact_lock(${charterLock})`);
}

async function insertSignature(
	tx: Database,
	signatory: Signatory,
	input: SignatureInput
): Promise<string | undefined> {
	const { version, reservation, isNamePublic } = input;
	const [signed] = await tx
		.insert(signatures)
		.values({ id: uuidv7(), version, reservation, isNamePublic, ...signatory })
		.onConflictDoNothing()
		.returning({ id: signatures.id });
	return signed?.id;
}

async function renewFormerSignatures(tx: Database, signatory: Signatory, version: number): Promise<void> {
	await tx
		.update(signatures)
		.set({ renewedAt: sql`now()` })
		.where(and(isOf(signatory), lt(signatures.version, version), isNull(signatures.renewedAt)));
}

async function alreadySigned(
	tx: Database,
	person: Person,
	signatory: Signatory,
	version: number
): Promise<SigningResult> {
	const [earlier] = await tx
		.select({
			id: signatures.id,
			personId: signatures.personId,
			signedAt: signatures.signedAt,
			signedBy: sql<
				string | null
			>`case when ${signatures.isNamePublic} then (select name from persons where persons.id = ${signatures.personId}) end`,
			isDoubleClick: sql<boolean>`${signatures.signedAt} > now() - ${doubleClick}`
		})
		.from(signatures)
		.where(and(isOf(signatory), eq(signatures.version, version)));
	if (!earlier) throw new Error('The signature that stood in the way is gone: try again');

	const isYours = earlier.personId === person.id;
	if (isYours && earlier.isDoubleClick) return { ok: true, signatureId: earlier.id };
	const { signedAt, signedBy } = earlier;
	return { ok: false, reason: 'already-signed', isYours, signedAt, signedBy };
}

function isOf({ personId, organisationId }: Signatory) {
	if (organisationId) return eq(signatures.organisationId, organisationId);
	return and(eq(signatures.personId, personId), isNull(signatures.organisationId));
}
