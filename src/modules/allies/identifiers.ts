/** The numbers under which French registers know an organisation, as they are written there or with spaces and points. */

/** A number without the spaces, points and hyphens that people put in it. */
export function bareNumber(typed: string): string {
	return typed.replace(/[\s.\u2010-\u2015-]/gu, '').toUpperCase();
}

/** Whether nine digits are a SIREN: their key is that of Luhn. */
export function isSiren(siren: string): boolean {
	return /^\d{9}$/.test(siren) && !/^0+$/.test(siren) && luhnSum(siren) % 10 === 0;
}

/**
 * Whether fourteen digits are a SIRET: a SIREN, five digits and a key of Luhn. The establishments of La Poste are too many
 * for that key: the sum of their digits is a multiple of five (INSEE).
 */
export function isSiret(siret: string): boolean {
	if (!/^\d{14}$/.test(siret) || !isSiren(sirenOf(siret))) return false;
	if (luhnSum(siret) % 10 === 0) return true;
	return sirenOf(siret) === laPoste && digits(siret).reduce((sum, digit) => sum + digit, 0) % 5 === 0;
}

const laPoste = '356000000';

/** The SIREN with which a SIRET begins. */
export function sirenOf(siret: string): string {
	return siret.slice(0, 9);
}

/** Whether a text is a number of the register of associations: a W, the prefecture (a letter overseas or in Corsica), seven digits. */
export function isRna(rna: string): boolean {
	return /^W\d[\dA-Z]\d{7}$/.test(rna);
}

/** In these départements associations are registered by the court and have no RNA (the law of Alsace-Moselle). */
const withoutRna = ['57', '67', '68'];

/** Whether associations of a département have no number in the RNA. */
export function hasNoRna(departementCode: string | null): boolean {
	return departementCode !== null && withoutRna.includes(departementCode);
}

/** A SIREN or SIRET as one reads it: 732 829 320 00074. */
export function spacedNumber(number: string): string {
	return number.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})?$/, (_, ...parts) =>
		parts
			.slice(0, 4)
			.filter((part) => typeof part === 'string')
			.join('\u00A0')
	);
}

/** From the right, every second digit counts twice, and what reaches two digits counts as their sum. */
function luhnSum(number: string): number {
	return digits(number)
		.reverse()
		.map((digit, place) => (place % 2 === 0 ? digit : digit * 2))
		.reduce((sum, digit) => sum + (digit > 9 ? digit - 9 : digit), 0);
}

function digits(number: string): number[] {
	return [...number].map(Number);
}
