import { findAllyRecord } from '#modules/open-data/records.server.ts';
import { db } from '#wiring/database.server.ts';
import { openAnswer } from '#wiring/open-answer.server.ts';

export async function GET(event) {
	const record = await findAllyRecord(db, event.url.origin, event.params.slug);
	if (!record) return Response.json({ message: 'There is no such organisation.' }, { status: 404 });
	return openAnswer(event, 'application/json', () => JSON.stringify(record));
}
