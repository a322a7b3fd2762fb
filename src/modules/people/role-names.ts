/** The roles that come from nowhere else. */
export const roleNames = ['administrator', 'facilitator'] as const;
