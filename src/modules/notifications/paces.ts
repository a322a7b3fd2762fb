/** How soon mail follows what happened: at once, gathered once a day or once a week, or not at all. */
export const paces = ['at-once', 'daily', 'weekly', 'none'] as const;
export type Pace = (typeof paces)[number];

/** Where somebody is told: on the page of their notifications, or by mail. */
export const channels = ['page', 'mail'] as const;
