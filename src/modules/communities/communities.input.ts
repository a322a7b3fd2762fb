import * as v from 'valibot';
import { optionalLine, optionalText, requiredLine, requiredText, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { groupKinds, membershipRoles, openings } from '../people/group-kinds.ts';

/** A group as one who runs it writes it. */
export const GroupInput = v.pipe(
	v.object({
		name: requiredLine(100, () => m.communities_refusal_name()),
		purpose: requiredLine(200, () => m.communities_refusal_purpose()),
		text: optionalText(20_000),
		kit: optionalText(20_000),
		kind: v.picklist(groupKinds, () => m.communities_refusal_kind()),
		openness: v.picklist(openings, () => m.communities_refusal_openness()),
		isConfidential: ticked,
		/** The address of the group inside which it works. */
		parent: optionalLine(120)
	}),
	v.forward(
		v.check(
			({ isConfidential, openness }) => !(isConfidential && openness === 'open'),
			() => m.communities_refusal_confidential()
		),
		['openness']
	)
);
export type GroupInput = v.InferOutput<typeof GroupInput>;

/** What the keepers answer to who asks to come in. */
export const DecisionInput = v.pipe(
	v.object({
		request: v.pipe(v.optional(v.string(), ''), v.uuid()),
		outcome: v.picklist(['accepted', 'declined']),
		reason: optionalText(600)
	}),
	v.forward(
		v.check(
			({ outcome, reason }) => outcome === 'accepted' || reason !== null,
			() => m.communities_refusal_reason()
		),
		['reason']
	)
);
export type DecisionInput = v.InferOutput<typeof DecisionInput>;

/** Addresses to invite, one on a line or between commas. */
export const InvitationInput = v.object({
	addresses: v.pipe(
		requiredText(4000, () => m.communities_refusal_addresses()),
		v.transform((text) => [
			...new Set(
				text
					.toLowerCase()
					.split(/[\s,;]+/)
					.filter(Boolean)
			)
		]),
		v.maxLength(50, () => m.communities_refusal_many_addresses()),
		v.everyItem(
			(address) => v.safeParse(v.pipe(v.string(), v.email(), v.maxLength(200)), address).success,
			() => m.communities_refusal_address()
		)
	)
});

/** A member, and what they become. */
export const RoleInput = v.object({
	person: v.pipe(v.optional(v.string(), ''), v.uuid()),
	role: v.picklist([...membershipRoles, 'out'])
});
export type RoleInput = v.InferOutput<typeof RoleInput>;
