import { error, redirect } from '@sveltejs/kit';
import { supportProposal } from '#modules/proposals/making.server.ts';
import { proposalsToRead, views, type View } from '#modules/proposals/reading.server.ts';
import { SupportedInput } from '#modules/proposals/proposals.input.ts';
import { cleanLine } from '#platform/fields.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { editionAt } from '#wiring/edition.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { shows } from '#wiring/shown.server.ts';

export async function load(event) {
	const edition = await editionAt(event);
	shows(event, 'assembly', 'proposals');
	const { searchParams } = event.url;
	const view = views.find((one) => one === viewOf[searchParams.get('suite') ?? '']) ?? 'open';
	const asked = searchParams.get('theme');
	const theme = asked === null ? null : cleanLine(asked);
	const { person } = event.locals;
	const page = await proposalsToRead(db, person, edition, { view, theme }, placeIn(searchParams));
	return {
		edition: { slug: edition.slug, title: edition.title },
		...{ view, theme, themes: page.themes, counts: page.counts, proposals: page.lines },
		isSignedIn: person !== null,
		previousHref: page.previous ? pageHref(event.url, 'avant', page.previous) : null,
		nextHref: page.next ? pageHref(event.url, 'apres', page.next) : null
	};
}

const viewOf: Record<string, View> = { 'feuille-de-route': 'kept', ecartees: 'aside' };

export const actions = {
	support: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, SupportedInput);
		if (!form.ok) return reject(422, form);
		const { number, ...support } = form.value;
		const result = await supportProposal(db, person, event.params.edition, number, support);
		if (!result.ok && result.reason === 'not-found') error(404, m.error_not_found());
		if (!result.ok)
			return reject(409, { values: form.values, errors: { form: m.proposals_refusal_settled() } });
		redirect(303, event.url.pathname + withoutAction(event.url.searchParams));
	}
};

/** The address as it was, without the name of the action. */
function withoutAction(search: URLSearchParams): string {
	const kept = new URLSearchParams([...search].filter(([name]) => !name.startsWith('/')));
	return kept.size > 0 ? `?${kept}` : '';
}
