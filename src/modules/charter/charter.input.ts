import * as v from 'valibot';
import { optionalText, requiredLine, requiredText, ticked } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { organisationKinds } from '../people/organisation-kinds.ts';
import { organisationName, organisationPlace } from '../people/people.input.ts';

/** The number of the version that a page showed, sent back with its form. */
const versionNumber = v.pipe(
	v.optional(v.string(), ''),
	v.regex(/^\d{1,6}$/, () => m.charter_refusal_version_unreadable()),
	v.toNumber()
);

const reservation = optionalText(1000);

const declared = (missing: () => string) => v.pipe(ticked, v.literal(true, missing));

const common = {
	version: versionNumber,
	reservation,
	isNamePublic: ticked,
	agrees: declared(() => m.charter_refusal_agreement())
};

const mandated = {
	...common,
	mandate: requiredLine(120, () => m.charter_refusal_mandate()),
	hasMandate: declared(() => m.charter_refusal_mandate_undeclared())
};

/** Signing in one's own name, for an organisation that is known (by its id), or for another that one names. */
export const SignatureInput = v.variant(
	'inNameOf',
	[
		v.object({ inNameOf: v.literal('me'), ...common }),
		v.object({
			inNameOf: v.literal('other'),
			...mandated,
			name: organisationName,
			/** Needed only when the organisation is not known yet. */
			kind: v.optional(v.union([v.literal(''), v.picklist(organisationKinds)], kindMissing), ''),
			place: organisationPlace,
			/** That the organisation is none of those of nearly the same name. */
			isNew: ticked
		}),
		v.object({ inNameOf: v.pipe(v.string(), v.uuid()), ...mandated })
	],
	() => m.charter_refusal_in_name_of()
);
export type SignatureInput = v.InferOutput<typeof SignatureInput>;

const signatureId = v.pipe(
	v.optional(v.string(), ''),
	v.uuid(() => m.charter_refusal_signature_unknown())
);

/** What one can change of one's signature. */
export const ChangeInput = v.object({ signatureId, reservation, isNamePublic: ticked });
export type ChangeInput = v.InferOutput<typeof ChangeInput>;

export const WithdrawalInput = v.object({ signatureId });
export type WithdrawalInput = v.InferOutput<typeof WithdrawalInput>;

/** An administrator tells the signatory why their signature is withdrawn. */
export const RemovalInput = v.object({ reason: requiredText(1000, () => m.charter_refusal_reason()) });
export type RemovalInput = v.InferOutput<typeof RemovalInput>;

function kindMissing(): string {
	return m.charter_refusal_kind();
}
