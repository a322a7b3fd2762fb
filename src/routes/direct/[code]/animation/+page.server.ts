import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import type { ActResult } from '#modules/room/acting.server.ts';
import { hostingOf } from '#modules/room/hosting.server.ts';
import * as leading from '#modules/room/leading.server.ts';
import { mergeContributions } from '#modules/room/merging.server.ts';
import {
	hideContribution,
	hideWord,
	keepForLater,
	markAnswered,
	mergeWords,
	showContribution
} from '#modules/room/ruling.server.ts';
import {
	MergeInput,
	MergeWordsInput,
	RuledInput,
	SynthesisInput,
	StartInput,
	WordInput
} from '#modules/room/hosting.input.ts';
import { extendStep, nextStep, writeSynthesis } from '#modules/room/stepping.server.ts';
import type { Person } from '#modules/people/people.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { ledRoomAt } from '#wiring/room.server.ts';

export async function load(event) {
	const { room } = await ledRoomAt(event);
	const hosting = await hostingOf(db, room);
	return { hosting, now: Date.now(), address: event.url.origin + href(`/direct/${room.code}`) };
}

type Act<Input> = (person: Person, code: string, input: Input) => Promise<ActResult>;

/** Does what a host pressed, and comes back to the page. */
function doing<Input>(schema: v.GenericSchema<unknown, Input>, act: Act<Input>) {
	return async (event: RequestEvent<{ code: string }>) => {
		const { person, room } = await ledRoomAt(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return reject(422, form);
		const result = await act(person, room.code, form.value);
		if (result.ok) redirect(303, href(`/direct/${room.code}/animation`));
		if (result.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: {}, errors: { form: m.room_not_now() } });
	};
}

type Simple = (database: typeof db, person: Person, code: string) => Promise<ActResult>;
const nothing = v.record(v.string(), v.string());
const simply = (act: Simple) => doing(nothing, (person, code) => act(db, person, code));
const ruling = (act: typeof hideContribution) =>
	doing(RuledInput, (person, code, { contribution }) => act(db, person, code, contribution));

export const actions = {
	start: doing(StartInput, (person, code, { activity }) => leading.startActivity(db, person, code, activity)),
	nextStep: simply(nextStep),
	extend: simply(extendStep),
	synthesis: doing(SynthesisInput, (person, code, { hat, text }) =>
		writeSynthesis(db, person, code, hat, text)
	),
	closeAnswers: simply(leading.closeAnswers),
	reopenAnswers: simply(leading.reopenAnswers),
	showResults: simply(leading.showResults),
	hideResults: simply(leading.hideResults),
	pause: simply(leading.pauseRoom),
	resume: simply(leading.resumeRoom),
	startForReal: simply(leading.startForReal),
	closeRoom: simply(leading.closeRoom),
	reopenRoom: simply(leading.reopenRoom),
	undo: simply(leading.undoLast),
	hide: ruling(hideContribution),
	show: ruling(showContribution),
	answered: ruling(markAnswered),
	keep: ruling(keepForLater),
	merge: doing(MergeInput, (person, code, { contribution, into }) =>
		mergeContributions(db, person, code, contribution, into)
	),
	hideWord: doing(WordInput, (person, code, { activity, word }) =>
		hideWord(db, person, code, activity, word)
	),
	mergeWords: doing(MergeWordsInput, (person, code, { activity, word, into }) =>
		mergeWords(db, person, code, activity, word, into)
	)
};
