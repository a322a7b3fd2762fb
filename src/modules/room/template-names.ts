/** The sets of activities that are ready to be taken into a room. */
export const templateNames = ['welcome', 'evaluation', 'hats', 'priorities', 'debate', 'encounters'] as const;
