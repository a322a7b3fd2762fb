import { m } from '#words/messages.js';
import type { Family } from './families.ts';
import type { RegistrationRefusal } from './registering.server.ts';

/** The name of a family of actors. */
export function familyName(family: Family): string {
	const words: Record<Family, () => string> = {
		elected: m.agenda_family_elected,
		agents: m.agenda_family_agents,
		'socio-economic': m.agenda_family_socio_economic,
		state: m.agenda_family_state
	};
	return words[family]();
}

/** Who a delegation still waits for. */
export function familyNames(families: Family[]): string {
	return families.map(familyName).join(', ');
}

/** Why somebody was not registered, and what to do. */
export function registrationRefusal(reason: Exclude<RegistrationRefusal, 'not-found'>): string {
	const words: Record<Exclude<RegistrationRefusal, 'not-found'>, () => string> = {
		cancelled: m.agenda_reg_refusal_cancelled,
		closed: m.agenda_reg_refusal_closed,
		already: m.agenda_reg_refusal_already,
		nobody: m.agenda_reg_refusal_nobody,
		'guest-already': m.agenda_reg_refusal_guest_already,
		'too-many': m.agenda_reg_refusal_too_many,
		'not-of-organisation': m.agenda_reg_refusal_organisation,
		family: m.agenda_reg_refusal_family
	};
	return words[reason]();
}

export type Standing = 'seated' | 'offered' | 'waiting';

/** How somebody stands in the line of a gathering. */
export function standingName(standing: Standing): string {
	const words: Record<Standing, () => string> = {
		seated: m.agenda_reg_seated,
		offered: m.agenda_reg_offered,
		waiting: m.agenda_reg_waiting
	};
	return words[standing]();
}
