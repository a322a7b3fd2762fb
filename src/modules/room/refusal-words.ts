import { m } from '#words/messages.js';

/** Why something that was sent is not kept, in words for whoever sent it. */
export const refusalWords = {
	'not-found': m.room_refusal_not_found,
	'not-open': m.room_refusal_not_open,
	paused: m.room_refusal_paused,
	'too-many': m.room_refusal_too_many,
	'too-fast': m.room_refusal_too_fast
};
