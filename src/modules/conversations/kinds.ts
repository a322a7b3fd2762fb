/** What one answers to a message in a word, instead of a picture. */
export const reactionKinds = ['learning', 'can-help', 'thanks'] as const;
export type ReactionKind = (typeof reactionKinds)[number];

/** Of which threads of a group somebody is told: all, those that they follow, or none. Who is named is told of it. */
export const groupScopes = ['all', 'mine', 'none'] as const;
export type GroupScope = (typeof groupScopes)[number];

/** What keepers do to what is said, and what the journal tells. */
export const moderationKinds = ['hidden', 'restored', 'closed', 'reopened'] as const;
export type ModerationKind = (typeof moderationKinds)[number];

/** What becomes of an answer that comes by mail. */
export const mailOutcomes = [
	...(['published', 'unreadable', 'automatic', 'forged', 'expired', 'not-theirs', 'left'] as const),
	...(['closed', 'empty', 'too-long', 'too-fast'] as const)
] as const;
export type MailOutcome = (typeof mailOutcomes)[number];
