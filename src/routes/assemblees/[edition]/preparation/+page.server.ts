import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import {
	DayInput,
	PlacedInput,
	PublishInput,
	SessionInput,
	SessionMoved,
	SessionNamed
} from '#modules/assembly/assembly.input.ts';
import { changesBetween } from '#modules/assembly/changes.ts';
import { conflictsIn } from '#modules/assembly/conflicts.ts';
import * as drafting from '#modules/assembly/drafting.server.ts';
import { findEdition } from '#modules/assembly/editions.server.ts';
import { placeSession } from '#modules/assembly/placing.server.ts';
import { draftOf, publishedProgramme, publishProgramme } from '#modules/assembly/publishing.server.ts';
import { sessionFields } from '#modules/assembly/session-fields.ts';
import { giveOutSeats, slotsToGiveOut } from '#modules/assembly/workshops.server.ts';
import type { Person } from '#modules/people/people.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	const edition = await findEdition(db, event.params.edition);
	if (!edition) error(404, m.error_not_found());
	const [draft, published, slots] = await Promise.all([
		draftOf(db, edition),
		publishedProgramme(db, edition.slug),
		slotsToGiveOut(db, edition.slug)
	]);
	const changed = draft.sessions.find(({ id }) => id === event.url.searchParams.get('session'));
	const { slug, title } = edition;
	return {
		edition: { slug, title },
		draft,
		slots,
		number: published?.number ?? 0,
		conflicts: conflictsIn(draft),
		changes: published ? changesBetween(published.programme, draft) : [],
		changed: changed ? { id: changed.id, fields: sessionFields(changed) } : null
	};
}

const refusals = { outside: m.assembly_error_outside, 'no-slot': m.assembly_error_slot };

/** Reads a form, does what it asks, and comes back to the page. */
function doing<Input>(
	schema: v.GenericSchema<unknown, Input>,
	act: (person: Person, slug: string, input: Input, event: RequestEvent) => Promise<drafting.DraftResult>
) {
	return async (event: RequestEvent<{ edition: string }>) => {
		const person = requireFacilitator(event);
		const slug = event.params.edition;
		const form = await readForm(event.request, schema);
		if (!form.ok) return reject(422, form);
		const result = await act(person, slug, form.value, event);
		if (result.ok) redirect(303, href(`/assemblees/${slug}/preparation`));
		if (result.reason === 'forbidden') error(403, m.error_only_facilitators());
		if (result.reason === 'not-found') error(404, m.error_not_found());
		const field = result.reason === 'outside' ? 'day' : 'slot';
		return reject(409, { values: form.values, errors: { [field]: refusals[result.reason]() } });
	};
}

export const actions = {
	add: doing(SessionInput, (person, slug, input) => drafting.addSession(db, person, slug, input)),
	change: doing(SessionInput, (person, slug, input, { url }) =>
		drafting.changeSession(db, person, slug, url.searchParams.get('session') ?? '', input)
	),
	remove: doing(SessionNamed, (person, slug, { session }) =>
		drafting.removeSession(db, person, slug, session)
	),
	move: doing(SessionMoved, (person, slug, { session, way }) =>
		drafting.moveSession(db, person, slug, session, way)
	),
	place: doing(PlacedInput, (person, slug, input) => placeSession(db, person, slug, input)),
	day: doing(DayInput, (person, slug, input) => drafting.nameDay(db, person, slug, input)),
	seats: doing(SessionNamed, async (person, _, { session }) => giveOutSeats(db, person, session)),
	publish: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, PublishInput);
		if (!form.ok) return reject(422, form);
		const published = await publishProgramme(db, person, event.params.edition, form.value.note);
		if (published.ok) redirect(303, href(`/assemblees/${event.params.edition}`));
		if (published.reason !== 'unchanged') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { note: m.assembly_error_unchanged() } });
	}
};
