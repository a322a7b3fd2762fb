import { error, redirect } from '@sveltejs/kit';
import { answerAmendment } from '#modules/charter/amendments.server.ts';
import { AnswerInput } from '#modules/charter/revision.input.ts';
import { findDraftParagraph, paragraphToDiscuss } from '#modules/charter/revision-page.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireAdministrator } from '#wiring/person.server.ts';
import { refuse } from '../../refusals.server.ts';

export async function load(event) {
	const administrator = requireAdministrator(event);
	const paragraph = await paragraphToDiscuss(db, administrator, event.params.place);
	const amendment = paragraph?.amendments.find(({ id }) => id === event.params.amendment);
	if (!paragraph || !amendment) error(404, m.revision_refusal_place());
	const { place, text, read } = paragraph;
	return { place, text, read, amendment };
}

export const actions = {
	default: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, AnswerInput);
		if (!form.ok) return reject(422, form);
		const { place } = event.params;
		const paragraph = await findDraftParagraph(db, place);
		if (!paragraph) error(404, m.revision_refusal_place());
		const answered = await answerAmendment(db, administrator, paragraph.id, form.value);
		if (!answered.ok) return refuse(answered.reason, form.values);
		redirect(303, `${href(`/charte/revision/${place}`)}#amendments`);
	}
};
