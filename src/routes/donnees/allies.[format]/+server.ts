import { error } from '@sveltejs/kit';
import { formats } from '#modules/open-data/formats.ts';
import { allAllyRecords } from '#modules/open-data/records.server.ts';
import { textStream } from '#platform/http/text-stream.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { openAnswer } from '#wiring/open-answer.server.ts';

export async function GET(event) {
	const { origin } = event.url;
	const format = Object.hasOwn(formats, event.params.format) && formats[event.params.format];
	if (!format) error(404, m.error_not_found());
	return openAnswer(event, format.type, () => textStream(format.write(allAllyRecords(db, origin), origin)));
}
