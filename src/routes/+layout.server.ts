import { allianceIn } from '#modules/people/alliance.server.ts';
import { locale } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';

export async function load({ locals }) {
	const { name, purpose, email, isDemonstration } = await allianceIn(db, locale());
	return {
		alliance: { name, tagline: purpose, email },
		isDemonstration,
		isAdministrator: locals.person?.isAdministrator ?? false,
		mayManage: (locals.person?.isFacilitator || locals.person?.isAdministrator) ?? false,
		person: locals.person && { name: locals.person.name }
	};
}
