import { proposalsInCsv } from '#modules/proposals/proposals-file.server.ts';
import { db } from '#wiring/database.server.ts';
import { editionAt } from '#wiring/edition.server.ts';

/** Every proposal of an assembly and what became of it, for a spreadsheet. */
export async function GET(event) {
	const edition = await editionAt(event);
	const headers = {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="propositions-${edition.slug}.csv"`
	};
	return new Response(await proposalsInCsv(db, edition.id), { headers });
}
