import { refreshOrganisations, tellActivities } from '#modules/allies/activities.server.ts';
import { tellFact, tellFacts, type EvidenceProvider } from '#modules/allies/evidence.server.ts';
import { participationsOf } from '#modules/agenda/participations.server.ts';
import type { PresencesTold } from '#modules/agenda/presence-changes.server.ts';
import {
	evidenceOfGatherings,
	evidenceOfPresences,
	factsOfPresences,
	holdToTell,
	presencesOf,
	referenceOf
} from '#modules/agenda/presence-evidence.server.ts';
import { evidenceOfSignature, evidenceOfSignatures } from '#modules/charter/evidence.server.ts';
import type { Database } from '#platform/database.server.ts';

/** Who tells the facts that place allies in circles. */
export const evidenceProviders: EvidenceProvider[] = [
	{ facts: ['charter-signed'], all: evidenceOfSignatures },
	{ facts: factsOfPresences, all: evidenceOfPresences }
];

/** Tells the directory what a signature is now: given, changed or withdrawn. */
export async function tellSignature(tx: Database, signatureId: string): Promise<void> {
	await tellFact(tx, 'charter-signed', signatureId, await evidenceOfSignature(tx, signatureId));
}

/** Tells the directory who was at a gathering, of those whom a change concerns: noted, or struck off. */
export async function tellPresences(
	tx: Database,
	{ gatheringId, attendanceIds, organisationIds }: PresencesTold
): Promise<void> {
	await holdToTell(tx, gatheringId);
	const participations = await participationsOf(tx, gatheringId);
	const { title = '', happenedOn = '', organisationIds: took = [] } = participations ?? {};
	const activities = took.map((organisationId) => ({
		...{ organisationId, personId: null, title, happenedOn, url: null }
	}));
	await tellActivities(tx, 'agenda', gatheringId, activities);
	await refreshOrganisations(tx, organisationIds);

	const references = [...attendanceIds, ...organisationIds.map((id) => referenceOf(gatheringId, id))];
	const told = references.flatMap((reference) => factsOfPresences.map((fact) => ({ fact, reference })));
	const known = await evidenceOfGatherings(tx, [gatheringId]);
	await tellFacts(
		tx,
		told,
		known.filter(({ reference }) => references.includes(reference))
	);
}

/** Tells the directory again who was at a gathering that has another title, another kind, or was cancelled. */
export async function tellGathering(tx: Database, gatheringId: string): Promise<void> {
	await tellPresences(tx, await presencesOf(tx, gatheringId));
}
