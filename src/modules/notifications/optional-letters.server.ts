import type { Database } from '#platform/database.server.ts';
import { speaking } from '#platform/locale.server.ts';
import type { Locale } from '#platform/locale.ts';
import type { WayOut } from '#platform/mail/letter.ts';
import { pacesOf } from './preferences.server.ts';
import { wayOut, type Post } from './unsubscribing.server.ts';

/**
 * For the letters of a family that one may refuse: what each carries so that one can, in the language of who receives it, or
 * null when they did refuse.
 */
export function optionalLetters(post: Post, family: string) {
	return async (tx: Database, person: { id: string; locale: Locale }): Promise<WayOut | null> => {
		const paces = await pacesOf(tx, post.catalogue, person.id);
		if (paces.get(family) === 'none') return null;
		return speaking(person.locale, () => wayOut(post, person.id, [family]));
	};
}
