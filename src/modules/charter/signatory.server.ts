import type { Database } from '#platform/database.server.ts';
import {
	findOrganisation,
	findOrganisationNamed,
	foundOrganisation,
	organisationsLike,
	type Organisation
} from '../people/organisations.server.ts';
import type { Person } from '../people/people.server.ts';
import type { SignatureInput } from './charter.input.ts';

/** In whose name a signature stands, and through whom. */
export type Signatory =
	| { personId: string; organisationId: null; mandate: null; name: string }
	| { personId: string; organisationId: string; mandate: string; name: string };

export type SignatoryUnclear =
	| { ok: false; reason: 'organisation-unknown' | 'kind-missing' }
	| { ok: false; reason: 'organisation-unsure'; near: Organisation[] };

/**
 * In whose name the form is signed. An organisation that nobody has named yet is founded, unless others have nearly the
 * same name: then one is asked whether it is one of them.
 */
export async function signatoryIn(
	tx: Database,
	person: Person,
	input: SignatureInput
): Promise<{ ok: true; signatory: Signatory } | SignatoryUnclear> {
	if (!('mandate' in input)) {
		const { id: personId, name } = person;
		return { ok: true, signatory: { personId, organisationId: null, mandate: null, name } };
	}
	const named =
		'kind' in input
			? await organisationNamed(tx, person, input)
			: await organisationChosen(tx, input.inNameOf);
	if (!named.ok) return named;
	const { id: organisationId, name } = named.organisation;
	return { ok: true, signatory: { personId: person.id, organisationId, mandate: input.mandate, name } };
}

type Named = { ok: true; organisation: Organisation } | SignatoryUnclear;

async function organisationChosen(tx: Database, id: string): Promise<Named> {
	const organisation = await findOrganisation(tx, id);
	return organisation ? { ok: true, organisation } : { ok: false, reason: 'organisation-unknown' };
}

async function organisationNamed(
	tx: Database,
	person: Person,
	input: Extract<SignatureInput, { kind: unknown }>
): Promise<Named> {
	const { name, kind, place, isNew } = input;
	const existing = await findOrganisationNamed(tx, name);
	if (existing) return { ok: true, organisation: existing };

	const near = isNew ? [] : await organisationsLike(tx, name);
	if (near.length > 0) return { ok: false, reason: 'organisation-unsure', near };
	if (kind === '') return { ok: false, reason: 'kind-missing' };
	return { ok: true, organisation: await foundOrganisation(tx, person, { name, kind, place }) };
}
