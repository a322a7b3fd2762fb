import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { href, type Locale } from '#platform/locale.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from './alliance.server.ts';
import { persons } from './people.tables.ts';

type AskedLink = { email: string; token: string; language: Locale; returnTo: string };

/** Queues the letter that carries a sign-in link. */
export async function sendSignInLetter(
	db: Database,
	origin: string,
	{ email, token, language, returnTo }: AskedLink
): Promise<void> {
	const [known] = await db.select({ locale: persons.locale }).from(persons).where(eq(persons.email, email));
	const spoken = known?.locale ?? language;
	const { name } = await allianceIn(db, spoken);
	const letter = speaking(spoken, () => ({
		subject: m.signin_letter_subject({ alliance: name }),
		paragraphs: [m.signin_letter_hello(), m.signin_letter_link(), m.signin_letter_not_you()],
		action: { label: m.signin_letter_action(), url: linkTo(origin, token, returnTo) },
		footer: m.signin_letter_footer({ alliance: name })
	}));
	await db.transaction((tx) => queueMail(tx, email, letter));
}

function linkTo(origin: string, token: string, returnTo: string): string {
	const asked = new URLSearchParams({ jeton: token, retour: returnTo });
	return `${origin}${href('/connexion/lien')}?${asked}`;
}
