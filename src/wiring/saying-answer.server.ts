import { error, fail } from '@sveltejs/kit';
import { sayingRefusal } from '#modules/conversations/conversation-words.ts';
import type { SayingResult } from '#modules/conversations/saying.server.ts';
import { m } from '#words/messages.js';

/** The page again, with what was typed and why it was not published, and who bears a name that several bear. */
export function refuseSaying(refused: SayingResult & { ok: false }, values: Record<string, string>) {
	if (refused.reason === 'not-found') error(404, m.error_not_found());
	const isAmbiguous = refused.reason === 'ambiguous';
	const errors = { [isAmbiguous ? 'named' : 'text']: sayingRefusal(refused.reason) };
	return fail(409, { values, errors, ambiguities: isAmbiguous ? refused.ambiguities : [] });
}
