import type { Database } from '#platform/database.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { href, type Locale } from '#platform/locale.ts';
import type { Letter } from '#platform/mail/letter.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import { kindNamed } from './catalogue.ts';
import { wayOut, type Post } from './unsubscribing.server.ts';

type Told = { kind: string; path: string; details: unknown };

/** A longer letter would not be read: the rest is on the page. */
const mostEntries = 30;

/** What somebody is told, in one letter in their language: its title is that of the one thing, or how many there are. */
export async function noticeLetter(
	tx: Database,
	post: Post,
	person: { id: string; name: string; locale: Locale },
	told: Told[]
): Promise<Letter> {
	const { name: alliance } = await allianceIn(tx, person.locale);
	const known = told.map((notice) => ({ ...notice, words: kindNamed(post.catalogue, notice.kind)! }));
	const families = [...new Set(known.map(({ words }) => words.family))].sort();
	const answers = new Set(known.map(({ words, details }) => words.replyTo?.(person.id, details)));
	const [replyTo] = answers;

	return speaking(person.locale, () => {
		const entries = known.slice(0, mostEntries).map(({ words, details, path }) => ({
			label: words.title(details),
			text: words.excerpt?.(details),
			url: post.origin + href(path)
		}));
		const isOne = entries.length === 1;
		const more = told.length - entries.length;
		return {
			subject: isOne ? entries[0]!.label : m.notifications_letter_subject({ count: told.length, alliance }),
			paragraphs: [
				m.notifications_letter_hello({ name: person.name }),
				isOne ? m.notifications_letter_one() : m.notifications_letter_many()
			],
			entries,
			...(more > 0 && {
				action: {
					label: m.notifications_letter_more({ count: more }),
					url: post.origin + href('/moi/notifications')
				}
			}),
			footer: m.notifications_letter_footer({ alliance }),
			...wayOut(post, person.id, families),
			// An answer by mail is to one conversation: not when the letter tells of several.
			...(answers.size === 1 && replyTo && { replyTo })
		};
	});
}
