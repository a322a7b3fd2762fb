import * as v from 'valibot';
import { requiredLine, requiredText } from '#platform/fields.ts';
import { m } from '#words/messages.js';

const id = v.pipe(v.optional(v.string(), ''), v.uuid());
const role = v.pipe(v.optional(v.string(), ''), v.regex(/^[a-z0-9-]{1,40}$/));

/** A session of the group. */
export const SessionInput = v.object({ session: id });

/** A role of a session. */
export const SessionRoleInput = v.object({ session: id, role });
export type SessionRoleInput = v.InferOutput<typeof SessionRoleInput>;

/** Asks a member to take one's role, or whoever can. */
export const SwapInput = v.object({
	session: id,
	role,
	of: v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => text || null),
		v.nullable(v.pipe(v.string(), v.uuid()))
	)
});
export type SwapInput = v.InferOutput<typeof SwapInput>;

/** Answers somebody who asks to be replaced. */
export const SwapAnswerInput = v.object({ swap: id });

/** What one tells who has the role next. */
export const HandoverInput = v.object({
	session: id,
	role,
	text: requiredText(4000, () => m.responsibilities_refusal_handover())
});
export type HandoverInput = v.InferOutput<typeof HandoverInput>;

/** A role as the keepers of a group say it; without a key, one more. */
export const RoleInput = v.object({
	role: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{0,40}$/)), ''),
	name: requiredLine(60, () => m.responsibilities_refusal_name()),
	meaning: requiredLine(240, () => m.responsibilities_refusal_meaning())
});
export type RoleInput = v.InferOutput<typeof RoleInput>;

/** A role that one leaves out, or brings back. */
export const RoleKeyInput = v.object({ role });
