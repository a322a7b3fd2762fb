import { redirect } from '@sveltejs/kit';
import { signaturesOf } from '#modules/charter/my-signatures.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const given = await signaturesOf(db, requirePerson(event));
	const latest = given.reduce(
		(newest, signature) => (newest && newest.signedAt > signature.signedAt ? newest : signature),
		given[0]
	);
	if (!latest) redirect(303, href('/charte/signer'));
	const { name, isOrganisation, isNamePublic, signedAt, version } = latest;
	return { signature: { name, isOrganisation, isNamePublic, signedAt, version } };
}
