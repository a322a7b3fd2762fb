import { tellFact, type EvidenceProvider } from '#modules/allies/evidence.server.ts';
import { evidenceOfSignature, evidenceOfSignatures } from '#modules/charter/evidence.server.ts';
import type { Database } from '#platform/database.server.ts';

/** Who tells the facts that place allies in circles. */
export const evidenceProviders: EvidenceProvider[] = [
	{ facts: ['charter-signed'], all: evidenceOfSignatures }
];

/** Tells the directory what a signature is now: given, changed or withdrawn. */
export async function tellSignature(tx: Database, signatureId: string): Promise<void> {
	await tellFact(tx, 'charter-signed', signatureId, await evidenceOfSignature(tx, signatureId));
}
