/** What may have come of an introduction. */
export const outcomes = ['met', 'working-together', 'nothing-yet', 'no-need'] as const;
export type Outcome = (typeof outcomes)[number];
