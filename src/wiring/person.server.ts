import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Person } from '#modules/people/people.server.ts';
import { href, splitPath } from '#platform/locale.ts';
import { m } from '#words/messages.js';

type Asked = Pick<RequestEvent, 'locals' | 'url'>;

/**
 * The person who is signed in and has told their name, or a redirect to sign-in or to the welcome that comes back here, with
 * the parameters of the address that `keeps` names. First line of what only they may do.
 */
export function requirePerson(event: Asked, { keeps }: { keeps?: string } = {}): Person {
	const { person } = event.locals;
	if (person?.isWelcomed) return person;
	const kept = keeps && event.url.searchParams.get(keeps);
	const back =
		splitPath(event.url.pathname).path + (kept ? `?${new URLSearchParams({ [keeps]: kept })}` : '');
	redirect(303, `${href(person ? '/bienvenue' : '/connexion')}?retour=${encodeURIComponent(back)}`);
}

/** The facilitator or administrator who is signed in, or a refusal. */
export function requireFacilitator(event: Asked): Person {
	const person = requirePerson(event);
	if (!person.isFacilitator && !person.isAdministrator) error(403, m.error_only_facilitators());
	return person;
}

/** The administrator who is signed in, or a refusal. */
export function requireAdministrator(event: Asked): Person {
	const person = requirePerson(event);
	if (!person.isAdministrator) error(403, m.error_only_administrators());
	return person;
}
