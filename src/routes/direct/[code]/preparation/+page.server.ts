import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type * as v from 'valibot';
import type { Person } from '#modules/people/people.server.ts';
import { activityFields, readActivity } from '#modules/room/activity-form.server.ts';
import { kindNames, type KindName } from '#modules/room/kinds/kinds.ts';
import * as preparing from '#modules/room/preparing.server.ts';
import { MovedInput, PreparedInput, RoomInput, TemplateInput } from '#modules/room/room.input.ts';
import { activitiesOf } from '#modules/room/scene.server.ts';
import { templates } from '#modules/room/templates.ts';
import { readForm, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { ledRoomAt } from '#wiring/room.server.ts';

export async function load(event) {
	const { room } = await ledRoomAt(event);
	const activities = await activitiesOf(db, room.id);
	const asked = event.url.searchParams;
	const changed = activities.find(({ id, openedAt }) => id === asked.get('modifier') && !openedAt);
	const kind = changed?.kind ?? kindNames.find((name) => name === asked.get('type'));
	const { code, title, about, needsAccount, showsAfterReading, refusedWords } = room;
	const on = (is: boolean) => (is ? 'on' : '');
	return {
		room: { code, title },
		fields: {
			title,
			about,
			refusedWords,
			needsAccount: on(needsAccount),
			showsAfterReading: on(showsAfterReading)
		},
		activities: activities.map((one) => ({
			id: one.id,
			kind: one.kind,
			title: one.title,
			hasBegun: !!one.openedAt
		})),
		kind: kind as KindName | undefined,
		changed: changed ? { id: changed.id, fields: activityFields(changed) } : null,
		templates: templates().map(({ name, title, activities }) => ({ name, title, count: activities.length }))
	};
}

type Result = preparing.PreparingResult;

function answer(code: string, result: Result, values: Record<string, string> = {}) {
	if (result.ok) redirect(303, href(`/direct/${code}/preparation`));
	if (result.reason === 'not-found') error(404, m.error_not_found());
	return reject(409, { values, errors: { form: m.room_has_begun() } });
}

/** Reads a form, does what it asks, and comes back to the page. */
function doing<Input>(
	schema: v.GenericSchema<unknown, Input>,
	act: (person: Person, code: string, input: Input) => Promise<Result>
) {
	return async (event: RequestEvent<{ code: string }>) => {
		const { person, room } = await ledRoomAt(event);
		const form = await readForm(event.request, schema);
		if (!form.ok) return reject(422, form);
		return answer(room.code, await act(person, room.code, form.value), form.values);
	};
}

export const actions = {
	add: async (event) => {
		const { person, room } = await ledRoomAt(event);
		const read = await readActivity(event.request);
		if (!read.ok) return reject(422, read);
		return answer(room.code, await preparing.addActivities(db, person, room.code, [read.prepared]));
	},
	change: async (event) => {
		const { person, room } = await ledRoomAt(event);
		const read = await readActivity(event.request);
		if (!read.ok) return reject(422, read);
		const id = event.url.searchParams.get('modifier') ?? '';
		return answer(room.code, await preparing.changeActivity(db, person, room.code, id, read.prepared));
	},
	template: doing(TemplateInput, (person, code, { template }) => {
		const { activities } = templates().find(({ name }) => name === template)!;
		return preparing.addActivities(db, person, code, activities);
	}),
	move: doing(MovedInput, (person, code, { activity, way }) =>
		preparing.moveActivity(db, person, code, activity, way)
	),
	remove: doing(PreparedInput, (person, code, { activity }) =>
		preparing.removeActivity(db, person, code, activity)
	),
	room: doing(RoomInput, (person, code, input) => preparing.changeRoom(db, person, code, input))
};
