import * as v from 'valibot';
import { optionalLine, requiredLine, requiredText, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { organisationKinds, type OrganisationKind } from './organisation-kinds.ts';
import { roleNames } from './role-names.ts';

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

/** Belonging to an organisation that is not registered yet. */
export const FoundInput = v.object({ ...OrganisationInput.entries, role: affiliationRole });
export type FoundInput = v.InferOutput<typeof FoundInput>;

/** Belonging to an organisation that is registered. */
export const JoinInput = v.object({ id: v.pipe(v.string(), v.uuid()), role: affiliationRole });
export type JoinInput = v.InferOutput<typeof JoinInput>;

/** An address of electronic mail, in lower case. */
export const email = v.pipe(
	v.optional(v.string(), ''),
	v.transform((typed) => typed.trim().toLowerCase()),
	v.check(isAddress, () => m.people_email_invalid())
);

const address = /^(?!\.)(?!.*\.\.)[a-z0-9_'+.-]*[a-z0-9_+-]@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/;

function isAddress(typed: string): boolean {
	return typed.length <= 254 && address.test(typed);
}

export const SignInInput = v.object({ email });

/** A person's own name: one line of 120 characters at most, with at least a letter. */
const personName = v.pipe(
	requiredLine(120, () => m.people_name_missing()),
	v.regex(/\p{L}/u, () => m.people_name_unreadable())
);

const language = v.picklist(['fr', 'en'], () => m.people_language_missing());

export const ProfileInput = v.object({ name: personName, locale: language });
export type ProfileInput = v.InferOutput<typeof ProfileInput>;

export const RoleInput = v.object({
	/** The address of who receives the role. */
	holder: email,
	role: v.picklist(roleNames, () => m.people_role_to_grant_missing())
});
export type RoleInput = v.InferOutput<typeof RoleInput>;

export const WithdrawRoleInput = v.object({
	personId: v.pipe(v.string(), v.uuid()),
	role: v.picklist(roleNames)
});

const website = v.pipe(
	optionalLine(300),
	v.check(
		(typed) => typed === null || isWebAddress(typed),
		() => m.people_website_invalid()
	)
);

function isWebAddress(typed: string): boolean {
	return /^https?:\/\//i.test(typed) && URL.canParse(typed);
}

export const AllianceInput = v.object({
	name: organisationName,
	purposeFr: requiredText(600, () => m.people_purpose_missing()),
	purposeEn: requiredText(600, () => m.people_purpose_missing()),
	email,
	website
});
export type AllianceInput = v.InferOutput<typeof AllianceInput>;

/** Erasing oneself cannot be undone: the box must be ticked. */
export const EraseInput = v.object({
	sure: v.pipe(
		ticked,
		v.literal(true, () => m.people_erase_not_ticked())
	)
});

/** What a form sends to point at one of one's own things. */
export const IdInput = v.object({ id: v.pipe(v.string(), v.uuid()) });

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
