import { m } from '#words/messages.js';
import type { GroupScope, ReactionKind } from './kinds.ts';

/** A reaction, in the words of the page. */
export function reactionName(kind: ReactionKind): string {
	const names = {
		learning: m.conversations_reaction_learning,
		'can-help': m.conversations_reaction_help,
		thanks: m.conversations_reaction_thanks
	};
	return names[kind]();
}

/** Of what one is told, in the words of the page. */
export function scopeName(scope: GroupScope): string {
	const names = {
		all: m.conversations_scope_all,
		mine: m.conversations_scope_mine,
		none: m.conversations_scope_none
	};
	return names[scope]();
}

/** Why a message could not be published, for who wrote it. */
export function sayingRefusal(reason: 'closed' | 'too-fast' | 'ambiguous'): string {
	const refusals = {
		closed: m.conversations_refusal_closed,
		'too-fast': m.conversations_refusal_fast,
		ambiguous: m.conversations_refusal_ambiguous
	};
	return refusals[reason]();
}
