import * as v from 'valibot';
import { optionalText, requiredLine, requiredText } from '#platform/fields.ts';
import { m } from '#words/messages.js';

const id = v.pipe(v.optional(v.string(), ''), v.uuid());

/** A subject in a line, and the rest. */
export const AskedTopicInput = v.object({
	title: requiredLine(140, () => m.topics_refusal_title()),
	text: optionalText(2000)
});
export type AskedTopicInput = v.InferOutput<typeof AskedTopicInput>;

/** A subject of the group. */
export const TopicInput = v.object({ topic: id });

/** A subject, and the session for which it is chosen. */
export const ChosenTopicInput = v.object({
	topic: id,
	session: v.pipe(
		v.optional(v.string(), ''),
		v.uuid(() => m.topics_refusal_session())
	)
});

/** A subject that is set aside, and why. */
export const SetAsideInput = v.object({
	topic: id,
	reason: requiredText(600, () => m.topics_refusal_reason())
});
