import * as v from 'valibot';
import { optionalLine, requiredLine } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { organisationKinds, type OrganisationKind } from './organisation-kinds.ts';

const sayable = /[\p{L}\p{N}]/u;

/** The name of an organisation: one line of 160 characters at most, with at least a letter or a digit. */
export const organisationName = v.pipe(
	requiredLine(160, () => m.people_organisation_name_missing()),
	v.regex(sayable, () => m.people_organisation_name_unreadable())
);

/** What an organisation is, among {@link organisationKinds}. */
export const organisationKind = v.picklist(organisationKinds, () => m.people_organisation_kind_missing());

/** Where an organisation is, in the words of who founds it; may be left out. */
export const organisationPlace = optionalLine(160);

/** The role that a person has in an organisation, in their own words. */
export const affiliationRole = requiredLine(120, () => m.people_role_missing());

export const OrganisationInput = v.object({
	name: organisationName,
	kind: organisationKind,
	place: organisationPlace
});
export type OrganisationInput = v.InferOutput<typeof OrganisationInput>;

const kindNames: Record<OrganisationKind, () => string> = {
	'local-authority': () => m.people_kind_local_authority(),
	state: () => m.people_kind_state(),
	association: () => m.people_kind_association(),
	company: () => m.people_kind_company(),
	cooperative: () => m.people_kind_cooperative(),
	research: () => m.people_kind_research(),
	network: () => m.people_kind_network(),
	foundation: () => m.people_kind_foundation(),
	other: () => m.people_kind_other()
};

/** A kind of organisation in words. */
export function kindName(kind: OrganisationKind): string {
	return kindNames[kind]();
}

/** The kinds of organisation as one chooses among them, in a form. */
export function kindOptions(): { value: OrganisationKind; label: string }[] {
	return organisationKinds.map((kind) => ({ value: kind, label: kindName(kind) }));
}
