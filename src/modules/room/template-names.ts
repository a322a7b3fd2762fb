/** The sets of activities that are ready to be taken into a room. */
export const templateNames = ['welcome', 'evaluation', 'priorities', 'debate'] as const;
