import { error, fail, redirect } from '@sveltejs/kit';
import { territoryTyped } from '#modules/territories/choosing.server.ts';
import { CompositeInput, PartInput, RemovalInput } from '#modules/territories/composing.input.ts';
import { addPart, changeComposite, endComposite, removePart } from '#modules/territories/composing.server.ts';
import { compositeToManage } from '#modules/territories/reading.server.ts';
import { choiceRefusals, composingRefusals } from '#modules/territories/refusals.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	const composite = await compositeToManage(db, event.params.id);
	if (!composite) error(404, m.error_not_found());
	return composite;
}

export const actions = {
	change: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, CompositeInput);
		if (!form.ok) return reject(422, form);
		const changed = await changeComposite(db, person, event.params.id, form.value);
		if (!changed.ok) return reject(409, { values: form.values, errors: composingRefusals(changed.reason) });
		redirect(303, href(`/territoires/${event.params.id}`));
	},
	add: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, PartInput);
		if (!form.ok) return reject(422, form);
		const { part, 'part-id': chosenId } = form.value;
		const read = await territoryTyped(db, { typed: part, chosenId });
		if (!read.ok) {
			const errors: Record<string, string> = { part: choiceRefusals(read.reason) };
			return fail(422, { values: form.values, errors, choices: read.choices });
		}
		const added = await addPart(db, person, event.params.id, read.id!);
		if (!added.ok)
			return reject(409, { values: form.values, errors: { part: composingRefusals(added.reason).form } });
		redirect(303, href(`/gestion/territoires/${event.params.id}`));
	},
	remove: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, RemovalInput);
		if (form.ok) await removePart(db, person, event.params.id, form.value.part);
		redirect(303, href(`/gestion/territoires/${event.params.id}`));
	},
	end: async (event) => {
		await endComposite(db, requireFacilitator(event), event.params.id, true);
		redirect(303, href(`/territoires/${event.params.id}`));
	},
	bringBack: async (event) => {
		await endComposite(db, requireFacilitator(event), event.params.id, false);
		redirect(303, href(`/territoires/${event.params.id}`));
	}
};
