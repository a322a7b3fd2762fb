import { redirect } from '@sveltejs/kit';
import { addArticle } from '#modules/charter/draft-text.server.ts';
import {
	closeDraft,
	openDraft,
	putInForce,
	recordValidation,
	reopenDraft
} from '#modules/charter/draft.server.ts';
import { ArticleInput, PutInForceInput, ValidationInput } from '#modules/charter/revision.input.ts';
import { draftToRead } from '#modules/charter/revision-page.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { db } from '#wiring/database.server.ts';
import { requireAdministrator } from '#wiring/person.server.ts';
import { shows } from '#wiring/shown.server.ts';
import { refuse } from './refusals.server.ts';

export async function load(event) {
	shows(event, 'charter');
	return { ...(await draftToRead(db)), isAdministrator: event.locals.person?.isAdministrator ?? false };
}

const here = () => redirect(303, href('/charte/revision'));

export const actions = {
	open: async (event) => {
		const opened = await openDraft(db, requireAdministrator(event));
		return opened.ok ? here() : refuse(opened.reason);
	},
	addArticle: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, ArticleInput);
		if (!form.ok) return reject(422, form);
		const added = await addArticle(db, administrator, form.value);
		return added.ok ? here() : refuse(added.reason, form.values);
	},
	close: async (event) => {
		const closed = await closeDraft(db, requireAdministrator(event));
		return closed.ok ? here() : refuse(closed.reason);
	},
	reopen: async (event) => {
		const reopened = await reopenDraft(db, requireAdministrator(event));
		return reopened.ok ? here() : refuse(reopened.reason);
	},
	validate: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, ValidationInput);
		if (!form.ok) return reject(422, form);
		const validated = await recordValidation(db, administrator, form.value);
		return validated.ok ? here() : refuse(validated.reason, form.values);
	},
	putInForce: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, PutInForceInput);
		if (!form.ok) return reject(422, form);
		const put = await putInForce(db, administrator, form.value);
		return put.ok ? redirect(303, href('/charte')) : refuse(put.reason, form.values);
	}
};
