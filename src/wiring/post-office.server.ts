import { allianceIn } from '#modules/people/alliance.server.ts';
import type { Database } from '#platform/database.server.ts';
import type { PostOffice } from '#platform/mail/mail.server.ts';
import { settings } from './settings.server.ts';

/** Where mail of this deployment goes, and from whom it comes. */
export async function postOffice(db: Database): Promise<PostOffice> {
	const { email, isDemonstration } = await allianceIn(db, 'fr');
	return { smtpUrl: settings.smtpUrl, from: settings.mailFrom ?? email, isDemonstration };
}
