import { error } from '@sveltejs/kit';
import { DraftInput } from '#modules/conversations/conversations.input.ts';
import { keepDraft } from '#modules/conversations/drafts.server.ts';
import { readForm } from '#platform/forms.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';

/** Keeps what is being typed: what the island of the form sends. */
export async function POST(event) {
	const { person } = event.locals;
	const form = person ? await readForm(event.request, DraftInput) : undefined;
	if (!person || !form) error(403, m.error_not_found());
	if (!form.ok) return new Response(null, { status: 422 });
	const kept = await keepDraft(db, person, event.params.slug, form.value);
	if (!kept.ok) error(404, m.error_not_found());
	return new Response(null, { status: 204 });
}
