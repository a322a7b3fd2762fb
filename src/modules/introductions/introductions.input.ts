import * as v from 'valibot';
import { cleanLine, optionalLine, requiredText } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { email } from '../people/people.input.ts';
import { outcomes } from './outcome-names.ts';

const longestWord = 1000;

/** How the other side may reach one, once both have agreed: an address, a number, or both. */
const contactFields = {
	contactEmail: v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => text.trim().toLowerCase()),
		v.check(
			(text) => text === '' || v.is(email, text),
			() => m.people_email_invalid()
		),
		v.transform((text) => text || null)
	),
	contactPhone: v.pipe(
		v.optional(v.string(), ''),
		v.transform(cleanLine),
		v.regex(/^(\+?[\d\s().\u2010/-]{6,30})?$/, () => m.introductions_refusal_phone()),
		v.transform((text) => text || null)
	)
};

type Contact = { contactEmail: string | null; contactPhone: string | null };

function withContact<Entries extends v.ObjectEntries>(entries: Entries) {
	return v.pipe(
		v.object({ ...entries, ...contactFields }),
		v.check(
			(input) => hasContact(input as Contact),
			() => m.introductions_refusal_contact()
		)
	);
}

function hasContact({ contactEmail, contactPhone }: Contact): boolean {
	return contactEmail !== null || contactPhone !== null;
}

const word = requiredText(longestWord, () => m.introductions_refusal_word());

/** What one says to somebody whom one asks, and how they may answer. */
export const RequestInput = withContact({ word });
export type RequestInput = v.InferOutput<typeof RequestInput>;

/** What one says to somebody whom one offers to help, in one's own name or for an organisation. */
export const OfferInput = withContact({ word, inNameOf: v.optional(v.string(), 'me') });
export type OfferInput = v.InferOutput<typeof OfferInput>;

/** One agrees, and says how one may be reached. */
export const AgreementInput = withContact({});
export type AgreementInput = v.InferOutput<typeof AgreementInput>;

/** What a facilitator says to two allies, and which page is whose. */
export const ProposalInput = v.object({
	word,
	/** The addresses of their pages, whole or their last part; the asker is known when it is for a need. */
	asker: v.pipe(optionalLine(300), v.transform(slugIn)),
	helper: v.pipe(
		optionalLine(300),
		v.transform(slugIn),
		v.check(
			(text) => text !== null,
			() => m.introductions_refusal_helper()
		)
	)
});
export type ProposalInput = v.InferOutput<typeof ProposalInput>;

function slugIn(address: string | null): string | null {
	return (
		address
			?.replace(/[?#].*$/, '')
			.replace(/\/+$/, '')
			.split('/')
			.at(-1) ?? null
	);
}

/** What came of an introduction, in one click; the sentence may be left out. */
export const OutcomeInput = v.object({
	outcome: v.picklist(outcomes, () => m.introductions_refusal_outcome()),
	sentence: optionalLine(500)
});
export type OutcomeInput = v.InferOutput<typeof OutcomeInput>;
