import { unreadOn } from '#modules/notifications/marking.server.ts';
import { allianceIn } from '#modules/people/alliance.server.ts';
import { locale, splitPath } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { catalogue } from '#wiring/notices.server.ts';

export async function load({ locals, url }) {
	const [{ name, purpose, email, isDemonstration }, unread] = await Promise.all([
		allianceIn(db, locale()),
		locals.person ? unreadOn(db, catalogue, locals.person, splitPath(url.pathname).path) : 0
	]);
	return {
		alliance: { name, tagline: purpose, email },
		isDemonstration,
		isAdministrator: locals.person?.isAdministrator ?? false,
		mayManage: (locals.person?.isFacilitator || locals.person?.isAdministrator) ?? false,
		person: locals.person && { name: locals.person.name, unread }
	};
}
