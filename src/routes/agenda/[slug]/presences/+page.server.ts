import { error, redirect } from '@sveltejs/kit';
import type { NotingResult } from '#modules/agenda/noting.server.ts';
import { presenceSheet } from '#modules/agenda/presence-sheet.server.ts';
import { SheetInput } from '#modules/agenda/presences.input.ts';
import { notePresencesOnce } from '#modules/agenda/sending-again.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { origin, secret } from '#wiring/sign-in.server.ts';

export async function load(event) {
	const { slug } = event.params;
	const sheet = await presenceSheet(db, requirePerson(event), slug, { secret });
	if (!sheet) error(404, m.error_not_found());
	const { doorKey, ...shown } = sheet;
	const door = doorKey && event.url.origin + href(`/agenda/${slug}/je-suis-la?cle=${doorKey}`);
	return { ...shown, slug, door, saved: event.url.searchParams.get('note') };
}

const refusals: Record<string, () => Record<string, string>> = {
	cancelled: () => ({ form: m.agenda_refusal_cancelled() }),
	'too-early': () => ({ form: m.agenda_presences_too_early() }),
	'unknown-organisation': () => ({ organisation: m.agenda_refusal_unknown_organisation() })
};

export const actions = {
	default: async (event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readForm(event.request, SheetInput);
		if (!form.ok) return reject(422, form);
		const result = await notePresencesOnce(db, person, slug, form.value, { secret, origin });
		if (result.ok)
			redirect(303, href(`/agenda/${slug}/presences?note=${result.isLetterSent ? 'lettre' : 'oui'}`));
		return refused(result, form.values);
	}
};

function refused({ reason }: NotingResult & { ok: false }, values: Record<string, string>) {
	if (reason === 'forbidden' || reason === 'not-found') error(404, m.error_not_found());
	return reject(409, { values, errors: refusals[reason]!() });
}
