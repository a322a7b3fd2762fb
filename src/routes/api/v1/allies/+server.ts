import { readPage } from '#modules/open-data/api.ts';
import { allyRecords } from '#modules/open-data/records.server.ts';
import { db } from '#wiring/database.server.ts';
import { openAnswer } from '#wiring/open-answer.server.ts';

export async function GET(event) {
	const page = readPage(event.url.searchParams);
	if (!page.ok) return Response.json({ message: page.message }, { status: 400 });
	return openAnswer(event, 'application/json', async () => {
		const allies = await allyRecords(db, event.url.origin, page.after, page.limit);
		const last = allies.length === page.limit ? allies.at(-1)!.id : null;
		const next = last && `${event.url.origin}/api/v1/allies?after=${last}&limit=${page.limit}`;
		return JSON.stringify({ allies, next });
	});
}
