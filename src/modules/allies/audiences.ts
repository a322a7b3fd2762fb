/** To whom a page or one of its fields is shown: everybody, those who signed the charter, or nobody but its keepers. */
export const audiences = ['public', 'allies', 'private'] as const;
export type Audience = (typeof audiences)[number];

/** As whom somebody reads: an ally reads what is for allies and what is public. */
export type Reader = Exclude<Audience, 'private'>;
export const readers: Reader[] = ['public', 'allies'];

/** Makes the same thing for each reader. */
export function forEachReader<Made>(make: (audience: Reader) => Made): Record<Reader, Made> {
	return { public: make('public'), allies: make('allies') };
}

/** What a page holds that its keepers show or keep, each by itself. The name, and the kind, go with the page. */
export const shownFields = [
	'sentence',
	'description',
	'place',
	'perimeter',
	'offers',
	'needs',
	'identifiers',
	'website',
	'links',
	'picture',
	'people',
	'circles',
	'activities',
	'email',
	'phone',
	'address'
] as const;
export type ShownField = (typeof shownFields)[number];
export type Shown = Record<ShownField, Audience>;

const contacts: ShownField[] = ['email', 'phone', 'address'];

/** What an organisation shows until its keepers decide: everything but how to reach it. */
export const shownByOrganisation = shownBy('public');
/** What a person shows until they decide: to allies alone, and never how to reach them. */
export const shownByPerson = shownBy('allies');

function shownBy(usual: Audience): Shown {
	const choices = shownFields.map((field) => [field, contacts.includes(field) ? 'private' : usual]);
	return Object.fromEntries(choices) as Shown;
}
