import { pagesOfKeeper } from '#modules/allies/claims-told.server.ts';
import { organisationsOf } from '#modules/people/affiliations.server.ts';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { name, email, locale, isAdministrator, isFacilitator, ...person } = requirePerson(event);
	return {
		me: { name, email, locale, isAdministrator, isFacilitator },
		organisations: await organisationsOf(db, person),
		pages: await pagesOfKeeper(db, person)
	};
}
