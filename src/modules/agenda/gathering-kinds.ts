/** What an alliance meets for. */
export const gatheringKinds = [
	'open-hour',
	'initiation-online',
	'initiation-in-person',
	'community',
	'working-group',
	'learning-trip',
	'accompaniment',
	'assembly',
	'other'
] as const;
export type GatheringKind = (typeof gatheringKinds)[number];

/** Where one takes part: in a place, from afar, or as one likes. */
export const waysToMeet = ['on-site', 'online', 'both'] as const;
export type WayToMeet = (typeof waysToMeet)[number];

/** Who sees a gathering and may register: everybody, allies, or the members of its group. */
export const gatheringAudiences = ['public', 'allies', 'group'] as const;

/** What organisers may ask of who registers: answers are theirs alone, and are erased after the gathering. */
export const askable = ['expectations', 'diet', 'access'] as const;
export type Askable = (typeof askable)[number];
