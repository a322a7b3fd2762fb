import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	endSupport,
	proposeAmendment,
	supportAmendment,
	takeBackAmendment
} from '#modules/charter/amendments.server.ts';
import { commentOn, removeComment } from '#modules/charter/discussion.server.ts';
import { addParagraph, editParagraph, removeParagraph } from '#modules/charter/draft-text.server.ts';
import {
	AmendmentInput,
	CommentInput,
	CommentRemovalInput,
	ParagraphInput,
	SupportInput,
	WordingInput
} from '#modules/charter/revision.input.ts';
import { findDraftParagraph, paragraphToDiscuss } from '#modules/charter/revision-page.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireAdministrator, requirePerson } from '#wiring/person.server.ts';
import { refuse } from '../refusals.server.ts';

export async function load(event) {
	const person = requirePerson(event);
	const paragraph = await paragraphToDiscuss(db, person, event.params.place);
	if (!paragraph) error(404, m.revision_refusal_place());
	return { paragraph, isAdministrator: person.isAdministrator };
}

async function paragraphId({ params }: RequestEvent): Promise<string> {
	const found = await findDraftParagraph(db, params.place!);
	if (!found) error(404, m.revision_refusal_place());
	return found.id;
}

const here = ({ params }: RequestEvent, at = '') =>
	redirect(303, href(`/charte/revision/${params.place}`) + at);
const toText = () => redirect(303, href('/charte/revision'));

export const actions = {
	comment: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, CommentInput);
		if (!form.ok) return reject(422, form);
		const said = await commentOn(db, person, await paragraphId(event), form.value);
		return said.ok ? here(event, '#comments') : refuse(said.reason, form.values);
	},
	removeComment: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, CommentRemovalInput);
		if (!form.ok) return reject(422, form);
		const removed = await removeComment(db, person, await paragraphId(event), form.value.commentId);
		return removed.ok ? here(event, '#comments') : refuse(removed.reason);
	},
	propose: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, AmendmentInput);
		if (!form.ok) return reject(422, form);
		const proposed = await proposeAmendment(db, person, await paragraphId(event), form.value);
		return proposed.ok ? here(event, '#amendments') : refuse(proposed.reason, form.values);
	},
	support: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, SupportInput);
		if (!form.ok) return reject(422, form);
		const supported = await supportAmendment(db, person, await paragraphId(event), form.value.amendmentId);
		return supported.ok ? here(event, '#amendments') : refuse(supported.reason);
	},
	endSupport: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, SupportInput);
		if (!form.ok) return reject(422, form);
		const ended = await endSupport(db, person, await paragraphId(event), form.value.amendmentId);
		return ended.ok ? here(event, '#amendments') : refuse(ended.reason);
	},
	takeBack: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, SupportInput);
		if (!form.ok) return reject(422, form);
		const { amendmentId } = form.value;
		const taken = await takeBackAmendment(db, person, await paragraphId(event), amendmentId);
		return taken.ok ? here(event, '#amendments') : refuse(taken.reason);
	},
	edit: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, WordingInput);
		if (!form.ok) return reject(422, form);
		const edited = await editParagraph(db, administrator, await paragraphId(event), form.value);
		return edited.ok ? here(event) : refuse(edited.reason, form.values);
	},
	add: async (event) => {
		const administrator = requireAdministrator(event);
		const form = await readForm(event.request, ParagraphInput);
		if (!form.ok) return reject(422, form);
		const added = await addParagraph(db, administrator, form.value);
		return added.ok ? toText() : refuse(added.reason, form.values);
	},
	remove: async (event) => {
		const administrator = requireAdministrator(event);
		const removed = await removeParagraph(db, administrator, await paragraphId(event));
		return removed.ok ? toText() : refuse(removed.reason);
	}
};
