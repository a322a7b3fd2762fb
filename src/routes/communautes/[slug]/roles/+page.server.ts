import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import { writeHandover } from '#modules/responsibilities/handover.server.ts';
import { proposeRoles } from '#modules/responsibilities/proposing.server.ts';
import { rolesToRead } from '#modules/responsibilities/reading.server.ts';
import {
	HandoverInput,
	SessionInput,
	SessionRoleInput,
	SwapAnswerInput,
	SwapInput
} from '#modules/responsibilities/responsibilities.input.ts';
import { roleRefusals } from '#modules/responsibilities/role-refusals.ts';
import { askSwap, endSwap, takeSwap } from '#modules/responsibilities/swapping.server.ts';
import { sayAbsent, stepBack, volunteer } from '#modules/responsibilities/taking.server.ts';
import type { Person } from '#modules/people/people.server.ts';
import type { Database } from '#platform/database.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const read = await rolesToRead(db, await groupReaderAt(event), event.params.slug);
	if (!read) error(404, m.error_not_found());
	const { group, ...rest } = read;
	const { slug, name, closedAt, kit } = group;
	return { ...rest, group: { slug, name, closedAt, hasKit: kit !== '' } };
}

type Refusal = keyof typeof roleRefusals | 'not-found' | 'forbidden';
type Result = { ok: true } | { ok: false; reason: Refusal };
type Act<Input> = (tx: Database, person: Person, slug: string, input: Input) => Promise<Result>;
type Event = RequestEvent<{ slug: string }>;

/** Reads a form, does what it asks, and comes back to the page. */
function doing<Input>(schema: v.GenericSchema<unknown, Input>, act: Act<Input>) {
	return async (event: Event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readForm(event.request, schema);
		if (!form.ok) return reject(422, form);
		const result = await act(db, person, slug, form.value);
		if (result.ok) redirect(303, href(`/communautes/${slug}/roles`));
		if (result.reason === 'forbidden') error(403, m.communities_only_keepers());
		if (result.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: roleRefusals[result.reason]() } });
	};
}

export const actions = {
	volunteer: doing(SessionRoleInput, volunteer),
	back: doing(SessionRoleInput, stepBack),
	propose: doing(SessionInput, (tx, person, slug, { session }) => proposeRoles(tx, person, slug, session)),
	absent: doing(SessionInput, (tx, person, slug, { session }) => sayAbsent(tx, person, slug, session, true)),
	present: doing(SessionInput, (tx, person, slug, { session }) =>
		sayAbsent(tx, person, slug, session, false)
	),
	swap: doing(SwapInput, askSwap),
	take: doing(SwapAnswerInput, (tx, person, slug, { swap }) => takeSwap(tx, person, slug, swap)),
	end: doing(SwapAnswerInput, (tx, person, slug, { swap }) => endSwap(tx, person, slug, swap)),
	handover: doing(HandoverInput, writeHandover)
};
