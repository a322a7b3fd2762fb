import * as v from 'valibot';
import { cleanLine, optionalLine, optionalText } from '#platform/fields.ts';
import { m } from '#words/messages.js';
import { email } from '../people/people.input.ts';
import { bareNumber, isRna, isSiren, isSiret } from './identifiers.ts';

/** What a page says, field by field, as people type it: each is null when it is left out. For forms and for imports. */

const typed = v.optional(v.string(), '');

/** The address is checked only when there is one. */
const emailOrNothing = v.pipe(
	typed,
	v.transform((text) => text.trim().toLowerCase()),
	v.check(
		(text) => text === '' || v.is(email, text),
		() => m.people_email_invalid()
	),
	v.transform((text) => text || null)
);

function number(isOne: (bare: string) => boolean, refusal: () => string) {
	return v.pipe(
		typed,
		v.transform(bareNumber),
		v.check((bare) => bare === '' || isOne(bare), refusal),
		v.transform((bare) => bare || null)
	);
}

/** An address on the web, with or without its `https://`. */
export const webAddress = v.pipe(
	optionalLine(300),
	v.transform((text) => (text === null || /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)),
	v.check(
		(text) => text === null || isWebAddress(text),
		() => m.allies_web_address_invalid()
	)
);

function isWebAddress(text: string): boolean {
	const address = /^https?:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
	return address !== undefined && /[^.]\.[^.]/.test(address.hostname) && address.username === '';
}

/** Degrees, with a point or a comma. */
function degrees(most: number, refusal: () => string) {
	return v.pipe(
		typed,
		v.transform((text) => text.trim().replace(',', '.').replace('\u2212', '-')),
		v.regex(/^(-?\d{1,3}(\.\d{1,12})?)?$/, refusal),
		v.transform((text) => (text === '' ? null : Number(text))),
		v.check((value) => value === null || Math.abs(value) <= most, refusal)
	);
}

export const profileFields = {
	/** What the ally does, in one sentence that a mayor understands. */
	sentence: optionalLine(160),
	/** Markdown. */
	description: optionalText(5000),
	siren: number(isSiren, () => m.allies_siren_invalid()),
	siret: number(isSiret, () => m.allies_siret_invalid()),
	rna: number(isRna, () => m.allies_rna_invalid()),
	website: webAddress,
	email: emailOrNothing,
	phone: v.pipe(
		typed,
		v.transform(cleanLine),
		v.regex(/^(\+?[\d\s().\u2010/-]{6,30})?$/, () => m.allies_phone_invalid()),
		v.transform((text) => text || null)
	),
	address: optionalText(300),
	latitude: degrees(90, () => m.allies_latitude_invalid()),
	longitude: degrees(180, () => m.allies_longitude_invalid())
};
