import type { Database } from '#platform/database.server.ts';
import { organisationsOf } from '../people/affiliations.server.ts';
import type { Person } from '../people/people.server.ts';
import { signaturesOf } from './my-signatures.server.ts';
import { articlesOf, charterInForce } from './versions.server.ts';

/** What one needs to sign: the version in force, one's organisations, and who has signed it already through oneself. */
export async function signingChoices(db: Database, person: Person) {
	const charter = await charterInForce(db);
	if (!charter) return null;
	const given = (await signaturesOf(db, person)).filter(({ version }) => version === charter.number);
	const signedFor = new Set(given.map(({ organisationId }) => organisationId));
	const mine = await organisationsOf(db, person);
	return {
		version: charter.number,
		articles: (await articlesOf(db, charter.number)).map(({ number, title }) => ({ number, title })),
		signedOn: given.find(({ isOrganisation }) => !isOrganisation)?.signedAt ?? null,
		organisations: mine
			.filter(({ id }) => !signedFor.has(id))
			.map(({ id, name, role }) => ({ id, name, role }))
	};
}
