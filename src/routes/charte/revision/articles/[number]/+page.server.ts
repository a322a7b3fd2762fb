import { error, redirect } from '@sveltejs/kit';
import {
	addArticle,
	addParagraph,
	removeArticle,
	retitleArticle
} from '#modules/charter/draft-text.server.ts';
import {
	ArticleInput,
	ArticleRemovalInput,
	ParagraphInput,
	TitleInput
} from '#modules/charter/revision.input.ts';
import { articleToEdit } from '#modules/charter/revision-page.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireAdministrator } from '#wiring/person.server.ts';
import { refuse } from '../../refusals.server.ts';

export async function load(event) {
	requireAdministrator(event);
	const article = await articleToEdit(db, Number(event.params.number));
	if (!article) error(404, m.revision_refusal_place());
	return { article };
}

const toText = () => redirect(303, href('/charte/revision'));

export const actions = {
	retitle: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, TitleInput);
		if (!form.ok) return reject(422, form);
		const retitled = await retitleArticle(db, administrator, form.value);
		return retitled.ok ? toText() : refuse(retitled.reason, form.values);
	},
	addParagraph: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, ParagraphInput);
		if (!form.ok) return reject(422, form);
		const added = await addParagraph(db, administrator, form.value);
		return added.ok ? toText() : refuse(added.reason, form.values);
	},
	addArticle: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, ArticleInput);
		if (!form.ok) return reject(422, form);
		const added = await addArticle(db, administrator, form.value);
		return added.ok ? toText() : refuse(added.reason, form.values);
	},
	remove: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, ArticleRemovalInput);
		if (!form.ok) return reject(422, form);
		const removed = await removeArticle(db, administrator, form.value.article);
		return removed.ok ? toText() : refuse(removed.reason);
	}
};
