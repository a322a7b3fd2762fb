import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import {
	AnswerInput,
	DraftInput,
	FollowInput,
	MessageInput,
	ReactionInput,
	ReasonInput
} from '#modules/conversations/conversations.input.ts';
import { keepDraft } from '#modules/conversations/drafts.server.ts';
import { followThread } from '#modules/conversations/following.server.ts';
import { closeThread } from '#modules/conversations/moderation.server.ts';
import { markAnswer, react } from '#modules/conversations/reacting.server.ts';
import { reply } from '#modules/conversations/saying.server.ts';
import { threadToRead } from '#modules/conversations/thread-reading.server.ts';
import { messagePath } from '#modules/conversations/visible.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { refuseSaying } from '#wiring/saying-answer.server.ts';

type At = RequestEvent<{ slug: string; fil: string }>;

export async function load(event) {
	const { slug, fil } = event.params;
	const after = Number(/^\d{1,9}$/.exec(event.url.searchParams.get('apres') ?? '')?.[0] ?? 0);
	const read = await threadToRead(db, await groupReaderAt(event), slug, fil, after);
	return read ?? error(404, m.error_not_found());
}

export const actions = {
	reply: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, MessageInput);
		if (!form.ok) return reject(422, form);
		const said = await reply(db, person, event.params.slug, event.params.fil, form.value);
		if (!said.ok) return refuseSaying(said, form.values);
		redirect(303, href(said.path));
	},
	draft: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, DraftInput);
		if (!form.ok) return reject(422, form);
		const draft = { ...form.value, thread: event.params.fil };
		return back(event, await keepDraft(db, person, event.params.slug, draft), '#ecrire');
	},
	react: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ReactionInput);
		if (!form.ok) return reject(422, form);
		const { number, reaction } = form.value;
		return back(event, await react(db, person, messageAt(event, number), reaction), number);
	},
	answer: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, AnswerInput);
		if (!form.ok) return reject(422, form);
		const { number } = form.value;
		return back(event, await markAnswer(db, person, messageAt(event, number)), number);
	},
	follow: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, FollowInput);
		if (!form.ok) return reject(422, form);
		const { slug, fil } = event.params;
		return back(event, await followThread(db, person, slug, fil, form.value.isFollowed), '');
	},
	close: async (event) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, ReasonInput);
		if (!form.ok) return reject(422, form);
		const { slug, fil } = event.params;
		return back(event, await closeThread(db, person, slug, fil, form.value.reason), '');
	},
	reopen: async (event) => {
		const { slug, fil } = event.params;
		return back(event, await closeThread(db, requirePerson(event), slug, fil, null), '');
	}
};

function messageAt({ params }: At, number: number) {
	return { slug: params.slug, key: params.fil, number };
}

/** Back to the thread, at a message when it concerns one. */
function back({ params }: At, result: { ok: boolean; reason?: string }, place: number | string) {
	if (!result.ok && result.reason === 'closed')
		return reject(409, { values: {}, errors: { form: m.conversations_closed() } });
	if (!result.ok) error(result.reason === 'forbidden' ? 403 : 404, m.error_not_found());
	const { slug, fil } = params;
	const path =
		typeof place === 'number' ? messagePath(slug, fil, place) : `/communautes/${slug}/fils/${fil}${place}`;
	redirect(303, href(path));
}
