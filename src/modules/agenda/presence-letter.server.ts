import type { Database } from '#platform/database.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { href } from '#platform/locale.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import { whenInWords } from './agenda-words.ts';
import type { gatherings } from './agenda.tables.ts';
import { keyOfLetter } from './door-keys.server.ts';

/**
 * Writes to an address that somebody who was there gave: who signs in with it says so themselves. The same letter leaves
 * whether or not there is an account, so that nobody learns it.
 */
export async function askByLetter(
	tx: Database,
	gathering: typeof gatherings.$inferSelect,
	email: string,
	{ secret, origin }: { secret: string; origin: string }
): Promise<void> {
	const { id, slug, title, language } = gathering;
	const { name: alliance } = await allianceIn(tx, language);
	const path = `/agenda/${slug}/je-suis-la?cle=${keyOfLetter(secret, id, email)}`;
	const letter = speaking(language, () => ({
		subject: m.agenda_letter_presence_subject({ title }),
		paragraphs: [
			m.agenda_letter_presence_text({ title, when: whenInWords(gathering) }),
			m.agenda_letter_presence_why()
		],
		action: { label: m.agenda_letter_presence_action(), url: origin + href(path) },
		footer: m.agenda_letter_presence_footer({ alliance })
	}));
	await queueMail(tx, email, letter);
}
