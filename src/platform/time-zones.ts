/** The time zones in which people of the alliance live and meet: France, its overseas, and its neighbours. */
export const timeZones = [
	'Europe/Paris',
	'America/Martinique',
	'America/Guadeloupe',
	'America/Cayenne',
	'America/Miquelon',
	'Indian/Reunion',
	'Indian/Mayotte',
	'Pacific/Noumea',
	'Pacific/Tahiti',
	'Europe/Brussels',
	'Europe/Zurich',
	'Europe/London',
	'Europe/Lisbon',
	'Europe/Athens',
	'Africa/Dakar',
	'America/Montreal'
] as const;

/** The town by which a time zone is known: “Cayenne”. */
export function zoneName(timeZone: string): string {
	return timeZone.split('/').at(-1)!.replaceAll('_', ' ');
}
