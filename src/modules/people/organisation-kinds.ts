/** What an organisation can be. */
export const organisationKinds = [
	'local-authority',
	'state',
	'association',
	'company',
	'cooperative',
	'research',
	'network',
	'foundation',
	'other'
] as const;

export type OrganisationKind = (typeof organisationKinds)[number];
