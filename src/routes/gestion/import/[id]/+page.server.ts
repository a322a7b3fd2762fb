import { error, redirect } from '@sveltejs/kit';
import {
	applyImport,
	decideAll,
	decideRow,
	decideSkills,
	dropImport,
	reopenColumns,
	undoImport
} from '#modules/imports/deciding.server.ts';
import { importViewed } from '#modules/imports/import-view.server.ts';
import { ChoiceForAllInput, ChoiceInput, ColumnsInput, SkillsInput } from '#modules/imports/imports.input.ts';
import { resumeImport } from '#modules/imports/moving.server.ts';
import { chooseColumns } from '#modules/imports/starting.server.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	const person = requireFacilitator(event);
	const asked = event.url.searchParams;
	const view = await importViewed(db, person, event.params.id, asked.get('lignes'), placeIn(asked));
	if (!view) error(404, m.error_not_found());
	const { previous, next } = view.page ?? {};
	return {
		...view,
		previousHref: previous ? pageHref(event.url, 'avant', previous) : null,
		nextHref: next ? pageHref(event.url, 'apres', next) : null
	};
}

type Event = Parameters<typeof requireFacilitator>[0] & { params: { id: string } };

/** Back to the page, where one was in the list; the news that an import changed meanwhile are on it. */
function back({ params, url }: Event, anchor = ''): never {
	const search = new URLSearchParams(url.search);
	for (const name of [...search.keys()]) if (name.startsWith('/')) search.delete(name);
	redirect(303, `${href(`/gestion/import/${params.id}`)}${search.size > 0 ? `?${search}` : ''}${anchor}`);
}

const simple = (change: typeof applyImport) => async (event: Event) => {
	await change(db, requireFacilitator(event), event.params.id);
	redirect(303, href(`/gestion/import/${event.params.id}`));
};

export const actions = {
	columns: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, ColumnsInput);
		if (!form.ok) return reject(422, form);
		await chooseColumns(db, person, event.params.id, form.value);
		redirect(303, href(`/gestion/import/${event.params.id}`));
	},
	choose: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, ChoiceInput);
		if (!form.ok) return reject(422, form);
		await decideRow(db, person, event.params.id, form.value);
		back(event, `#row-${form.value.number}`);
	},
	chooseAll: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, ChoiceForAllInput);
		if (!form.ok) return reject(422, form);
		await decideAll(db, person, event.params.id, form.value.choice);
		back(event);
	},
	skills: async (event) => {
		const person = requireFacilitator(event);
		const form = await readForm(event.request, SkillsInput);
		if (form.ok) await decideSkills(db, person, event.params.id, form.value);
		redirect(303, href(`/gestion/import/${event.params.id}`));
	},
	again: simple(reopenColumns),
	apply: simple(applyImport),
	undo: simple(undoImport),
	resume: simple(resumeImport),
	drop: async (event) => {
		await dropImport(db, requireFacilitator(event), event.params.id);
		redirect(303, href('/gestion/import'));
	}
};
