import type { Locale } from '#platform/locale.ts';

/** Someone who is signed in, as every function of a module receives its actor. */
export type Person = {
	id: string;
	name: string;
	email: string;
	locale: Locale;
	isAdministrator: boolean;
	isFacilitator: boolean;
	/** False until the person has told their name and language after the first sign-in. */
	isWelcomed: boolean;
};
