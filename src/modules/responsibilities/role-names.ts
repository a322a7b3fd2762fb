/** The roles of a session that every group has to begin with; their names and meanings are in words of the reader's language. */
export const standardRoles = ['facilitation', 'presentation', 'notes', 'time'] as const;
export type StandardRole = (typeof standardRoles)[number];

/** How somebody came to have a role. */
export const waysToHold = ['volunteered', 'proposed', 'swapped'] as const;
