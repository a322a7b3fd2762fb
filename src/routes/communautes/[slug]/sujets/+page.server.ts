import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Person } from '#modules/people/people.server.ts';
import { askTopic, supportTopic, takeBackTopic, type TopicResult } from '#modules/topics/asking.server.ts';
import { chooseTopic, markDone, putBack, setAside } from '#modules/topics/deciding.server.ts';
import { topicsToRead } from '#modules/topics/reading.server.ts';
import {
	AskedTopicInput,
	ChosenTopicInput,
	SetAsideInput,
	TopicInput
} from '#modules/topics/topics.input.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const read = await topicsToRead(db, await groupReaderAt(event), event.params.slug);
	if (!read) error(404, m.error_not_found());
	const { group, ...rest } = read;
	const { slug, name, closedAt, kit } = group;
	return { ...rest, group: { slug, name, closedAt, hasKit: kit !== '' } };
}

const refusals = {
	closed: m.communities_closed,
	decided: m.topics_refusal_decided,
	over: m.topics_refusal_over
};

type Act<Input> = (person: Person, slug: string, input: Input) => Promise<TopicResult>;

/** Reads a form, does what it asks, and comes back to the page. */
function doing<Input>(schema: v.GenericSchema<unknown, Input>, act: Act<Input>) {
	return async (event: RequestEvent<{ slug: string }>) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readForm(event.request, schema);
		if (!form.ok) return reject(422, form);
		const result = await act(person, slug, form.value);
		if (result.ok) redirect(303, href(`/communautes/${slug}/sujets`));
		if (result.reason === 'forbidden') error(403, m.communities_only_keepers());
		if (result.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: refusals[result.reason]() } });
	};
}

export const actions = {
	ask: doing(AskedTopicInput, (person, slug, input) => askTopic(db, person, slug, input)),
	support: doing(TopicInput, (person, slug, { topic }) => supportTopic(db, person, slug, topic, true)),
	unsupport: doing(TopicInput, (person, slug, { topic }) => supportTopic(db, person, slug, topic, false)),
	back: doing(TopicInput, (person, slug, { topic }) => takeBackTopic(db, person, slug, topic)),
	choose: doing(ChosenTopicInput, (person, slug, { topic, session }) =>
		chooseTopic(db, person, slug, topic, session)
	),
	done: doing(TopicInput, (person, slug, { topic }) => markDone(db, person, slug, topic)),
	aside: doing(SetAsideInput, (person, slug, { topic, reason }) => setAside(db, person, slug, topic, reason)),
	reopen: doing(TopicInput, (person, slug, { topic }) => putBack(db, person, slug, topic))
};
