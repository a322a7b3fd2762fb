import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { editMessage, withdrawMessage } from '#modules/conversations/changing.server.ts';
import { MessageInput, ReasonInput } from '#modules/conversations/conversations.input.ts';
import { messageToRead } from '#modules/conversations/message-reading.server.ts';
import {
	hideMessage,
	reportMessage,
	restoreMessage,
	type ModerationResult
} from '#modules/conversations/moderation.server.ts';
import { messagePath, type MessageAt } from '#modules/conversations/visible.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { refuseSaying } from '#wiring/saying-answer.server.ts';

type At = RequestEvent<{ slug: string; fil: string; numero: string }>;

export async function load(event) {
	const { slug, key, number } = messageAt(event);
	const read = await messageToRead(db, await groupReaderAt(event), slug, key, number);
	if (!read) error(404, m.error_not_found());
	return { ...read, isReported: event.url.searchParams.get('signale') === '1' };
}

export const actions = {
	edit: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, MessageInput);
		if (!form.ok) return reject(422, form);
		const edited = await editMessage(db, person, messageAt(event), form.value);
		if (!edited.ok) return refuseSaying(edited, form.values);
		redirect(303, href(edited.path));
	},
	withdraw: async (event) => {
		const withdrawn = await withdrawMessage(db, requirePerson(event), messageAt(event));
		return backToThread(event, withdrawn);
	},
	report: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ReasonInput);
		if (!form.ok) return reject(422, { ...form, errors: { 'report-reason': form.errors.reason ?? '' } });
		const reported = await reportMessage(db, person, messageAt(event), form.value.reason);
		if (!reported.ok) error(404, m.error_not_found());
		const { slug, key, number } = messageAt(event);
		redirect(303, href(`/communautes/${slug}/fils/${key}/${number}?signale=1`));
	},
	hide: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ReasonInput);
		if (!form.ok) return reject(422, form);
		return backToThread(event, await hideMessage(db, person, messageAt(event), form.value.reason));
	},
	restore: async (event) =>
		backToThread(event, await restoreMessage(db, requirePerson(event), messageAt(event)))
};

function messageAt({ params }: At): MessageAt {
	if (!/^[1-9]\d{0,8}$/.test(params.numero)) error(404, m.error_not_found());
	return { slug: params.slug, key: params.fil, number: Number(params.numero) };
}

function backToThread(event: At, result: ModerationResult) {
	if (!result.ok && result.reason === 'forbidden') error(403, m.communities_only_keepers());
	if (!result.ok && result.reason === 'closed')
		return reject(409, { values: {}, errors: { form: m.conversations_closed() } });
	if (!result.ok) error(404, m.error_not_found());
	const { slug, key, number } = messageAt(event);
	redirect(303, href(messagePath(slug, key, number)));
}
