import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Person } from '#modules/people/people.server.ts';
import { amend, answerAmendment } from '#modules/proposals/amending.server.ts';
import * as deciding from '#modules/proposals/deciding.server.ts';
import { supportProposal, type ProposalResult } from '#modules/proposals/making.server.ts';
import { proposalToRead } from '#modules/proposals/proposal-reading.server.ts';
import * as input from '#modules/proposals/proposals.input.ts';
import { themesOf } from '#modules/proposals/reading.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { editionAt } from '#wiring/edition.server.ts';
import { requirePerson } from '#wiring/person.server.ts';
import { shows } from '#wiring/shown.server.ts';

type Here = RequestEvent<{ edition: string; number: string }>;

export async function load(event) {
	const edition = await editionAt(event);
	shows(event, 'assembly', 'proposals', 'room');
	const read = await proposalToRead(db, event.locals.person, edition, numberAt(event));
	if (!read) error(404, m.error_not_found());
	if ('movedTo' in read) redirect(301, href(`/assemblees/${edition.slug}/propositions/${read.movedTo}`));
	return {
		...read,
		edition: { slug: edition.slug, title: edition.title },
		themes: read.mayDecide ? await themesOf(db, edition.id) : [],
		isSignedIn: event.locals.person !== null
	};
}

function numberAt({ params }: Pick<Here, 'params'>): number {
	return /^\d{1,6}$/.test(params.number) ? Number(params.number) : 0;
}

const refusals = {
	settled: m.proposals_refusal_settled,
	changed: m.proposals_refusal_changed,
	unchanged: m.proposals_refusal_unchanged
};

/** Reads a form, does what it asks, and comes back to the page. */
function doing<Input>(
	schema: v.GenericSchema<unknown, Input>,
	act: (person: Person, slug: string, number: number, input: Input) => Promise<ProposalResult>,
	at = ''
) {
	return async (event: Here) => {
		const person = requirePerson(event);
		const { edition } = event.params;
		const form = await readForm(event.request, schema);
		if (!form.ok) return reject(422, form);
		const result = await act(person, edition, numberAt(event), form.value);
		if (result.ok) redirect(303, event.url.pathname + at);
		if (result.reason === 'forbidden') error(403, m.proposals_only_theirs());
		if (result.reason === 'not-found') error(404, m.error_not_found());
		return reject(409, { values: form.values, errors: { form: refusals[result.reason]() } });
	};
}

export const actions = {
	support: doing(input.SupportInput, (person, slug, number, support) =>
		supportProposal(db, person, slug, number, support)
	),
	amend: doing(
		input.AmendmentInput,
		(person, slug, number, amendment) => amend(db, person, slug, number, amendment),
		'#amendements'
	),
	answer: doing(
		input.AnswerInput,
		(person, slug, number, { outcome, ...answer }) =>
			answerAmendment(db, person, slug, number, { ...answer, isTaken: outcome === 'taken' }),
		'#amendements'
	),
	theme: doing(input.ThemeInput, (person, slug, number, { theme }) =>
		deciding.giveTheme(db, person, slug, number, theme)
	),
	keep: doing(input.KeepInput, (person, slug, number, { next }) =>
		deciding.keepProposal(db, person, slug, number, next)
	),
	aside: doing(input.AsideInput, (person, slug, number, { why }) =>
		deciding.setProposalAside(db, person, slug, number, why)
	),
	reopen: doing(input.ReopenInput, (person, slug, number) =>
		deciding.reopenProposal(db, person, slug, number)
	),
	merge: async (event: Here) => {
		const person = requirePerson(event);
		const form = await readForm(event.request, input.MergeInput);
		if (!form.ok) return reject(422, form);
		const { edition } = event.params;
		const { into } = form.value;
		const merged = await deciding.mergeProposals(db, person, edition, numberAt(event), into);
		if (merged.ok) redirect(303, href(`/assemblees/${edition}/propositions/${into}`));
		if (merged.reason === 'forbidden') error(403, m.proposals_only_theirs());
		const errors = { into: m.proposals_refusal_into() };
		return reject(409, { values: form.values, errors });
	}
};
