import type { SignatureInput } from '#modules/charter/charter.input.ts';
import type { SigningResult } from '#modules/charter/signing.server.ts';
import { formatDate } from '#platform/locale.ts';
import { m } from '#words/messages.js';

type Refusal = Exclude<SigningResult, { ok: true }>;

/** Why the charter was not signed, in words, beside what there is to change. */
export function refusalOf(refusal: Refusal, { inNameOf }: SignatureInput): Record<string, string> {
	switch (refusal.reason) {
		case 'no-charter':
			return { form: m.charter_refusal_no_charter() };
		case 'outdated-version':
			return { form: m.charter_refusal_outdated() };
		case 'organisation-unknown':
			return { inNameOf: m.charter_refusal_organisation_unknown() };
		case 'organisation-unsure':
			return { inNameOf: m.charter_refusal_unsure() };
		case 'kind-missing':
			return { kind: m.charter_refusal_kind() };
		case 'already-signed': {
			const day = formatDate(refusal.signedAt);
			if (inNameOf === 'me') return { inNameOf: m.charter_refusal_signed_by_you({ day }) };
			if (refusal.isYours) return { inNameOf: m.charter_refusal_signed_by_you_for({ day }) };
			const name = refusal.signedBy;
			return {
				inNameOf: name ? m.charter_refusal_signed_by({ name, day }) : m.charter_refusal_signed({ day })
			};
		}
	}
}
