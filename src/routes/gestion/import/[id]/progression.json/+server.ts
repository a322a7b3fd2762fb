import { error, json } from '@sveltejs/kit';
import { importToRead } from '#modules/imports/import-page.server.ts';
import { isMoving } from '#modules/imports/steps.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function GET(event) {
	const run = await importToRead(db, requireFacilitator(event), event.params.id);
	if (!run) error(404, m.error_not_found());
	return json(
		{ isMoving: isMoving(run.state), done: run.done },
		{ headers: { 'cache-control': 'no-store' } }
	);
}
