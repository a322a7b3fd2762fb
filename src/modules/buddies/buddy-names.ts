/** Who knows the place, and who arrives. */
export const buddySides = ['veteran', 'newcomer'] as const;
export type BuddySide = (typeof buddySides)[number];

/** How a pair ends: one of the two declined, nobody answered in time, they were done, or one of them left. */
export const buddyEndings = ['declined', 'unanswered', 'finished', 'left'] as const;

/** How it goes a month later. */
export const howItGoes = ['well', 'slowly', 'not-yet'] as const;
export type HowItGoes = (typeof howItGoes)[number];

/** The languages in which people may go along together, as ISO 639 names them. */
export const buddyLanguages = ['fr', 'en', 'es', 'de', 'it', 'pt', 'ar', 'br', 'eu', 'oc', 'fsl'] as const;
