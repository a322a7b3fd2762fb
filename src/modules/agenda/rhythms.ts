/** How a gathering comes back: on the same weekday, of the same week of the month when it is a matter of months. */
export const rhythms = [
	'weekly',
	'fortnightly',
	'monthly',
	'two-monthly',
	'quarterly',
	'half-yearly',
	'yearly'
] as const;
export type Rhythm = (typeof rhythms)[number];

/** What a change or a cancellation is about: one gathering of a series, or that one and all that follow. */
export const scopes = ['this', 'following'] as const;
export type Scope = (typeof scopes)[number];

/** The fewest days between two gatherings of a rhythm: none may last longer. */
export const daysBetween: Record<Rhythm, number> = {
	weekly: 7,
	fortnightly: 14,
	monthly: 28,
	'two-monthly': 56,
	quarterly: 84,
	'half-yearly': 175,
	yearly: 357
};
