import { error, json } from '@sveltejs/kit';
import { resultsInMarkdown } from '#modules/room/charts/markdown.ts';
import { tableOf } from '#modules/room/charts/table.ts';
import { polisFile, polisFiles, type PolisFile } from '#modules/room/opinions/polis-files.server.ts';
import { inFile, resultsOf } from '#modules/room/results.server.ts';
import { roomLedBy } from '#modules/room/rooms.server.ts';
import { csvLine, csvMark } from '#platform/csv.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { roomAt } from '#wiring/room.server.ts';

const names = new RegExp(
	`^(?:resultats\\.(?:json|md)|activite-(\\d{1,3})(?:-(${polisFiles.join('|')}))?\\.csv)$`
);

/** The results of a room as files: all of them, one activity, or a conversation as Polis gives it. */
export async function GET(event) {
	const name = names.exec(event.params.fichier);
	if (!name) error(404, m.error_not_found());
	const room = await roomAt(event);
	const isHost = (await roomLedBy(db, event.locals.person, room.code)) !== undefined;
	const results = await resultsOf(db, room, isHost, inFile);
	const { activities, ...about } = results;
	const [whole, number, polis] = name;
	if (number === undefined) {
		const url = event.url.origin + href(`/direct/${room.code}/resultats`);
		if (whole.endsWith('.md')) return markdown(resultsInMarkdown(results, url));
		const told = activities.map(({ chart, ...one }) => ({
			...one,
			answered: chart.answered,
			...tableOf(chart)
		}));
		return json({ ...about, url, activities: told });
	}
	const activity = activities[Number(number) - 1];
	if (!activity || (polis && activity.kind !== 'statements')) error(404, m.error_not_found());
	if (polis) return csv(await polisFile(db, activity.id, polis as PolisFile), event.params.fichier);
	const { columns, rows } = tableOf(activity.chart);
	return csv(csvMark + [columns, ...rows].map(csvLine).join(''), event.params.fichier);
}

function markdown(text: string): Response {
	return new Response(text, { headers: { 'content-type': 'text/markdown; charset=utf-8' } });
}

function csv(text: string, name: string): Response {
	const headers = {
		'content-type': 'text/csv; charset=utf-8',
		'content-disposition': `attachment; filename="${name}"`
	};
	return new Response(text, { headers });
}
