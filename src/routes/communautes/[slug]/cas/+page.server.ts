import { error } from '@sveltejs/kit';
import { casesToRead } from '#modules/cases/reading.server.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { groupReaderAt } from '#wiring/group-reader.server.ts';

export async function load(event) {
	const read = await casesToRead(db, await groupReaderAt(event), event.params.slug);
	if (!read) error(404, m.error_not_found());
	const { group, ...rest } = read;
	const { slug, name, closedAt, kit } = group;
	return { ...rest, group: { slug, name, closedAt, hasKit: kit !== '' } };
}
