/** What a group is: it learns together, works on something, does so inside another group, or stays in touch after a journey. */
export const groupKinds = ['learning-community', 'working-group', 'sub-group', 'alumni'] as const;
export type GroupKind = (typeof groupKinds)[number];

/** How one comes in: by oneself, by asking its keepers, or when they invite. */
export const openings = ['open', 'on-request', 'invitation'] as const;
export type Openness = (typeof openings)[number];

/** What somebody is in a group: a member, or one of those who run it. */
export const membershipRoles = ['member', 'keeper'] as const;
export type MembershipRole = (typeof membershipRoles)[number];
