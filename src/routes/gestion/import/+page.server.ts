import { error, fail, redirect } from '@sveltejs/kit';
import { importsToRead } from '#modules/imports/import-page.server.ts';
import { unreadSentence } from '#modules/imports/problem-words.ts';
import { limits } from '#modules/imports/reading/sheet.ts';
import { startImport } from '#modules/imports/starting.server.ts';
import { withStreamedFile } from '#platform/http/streamed-file.server.ts';
import { href } from '#platform/locale.ts';
import { pageHref, placeIn } from '#platform/paging.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	const page = await importsToRead(db, placeIn(event.url.searchParams));
	return {
		runs: page.lines,
		megabytes: limits.bytes / 1024 / 1024,
		mostRows: limits.rows,
		previousHref: page.previous && pageHref(event.url, 'avant', page.previous),
		nextHref: page.next && pageHref(event.url, 'apres', page.next)
	};
}

const refusals = {
	missing: () => m.imports_file_missing(),
	'too-large': () => unreadSentence('too-large'),
	'cut-off': () => m.imports_cut_off()
};

export const actions = {
	default: async (event) => {
		const person = requireFacilitator(event);
		const started = await withStreamedFile(event.request, async (file) => {
			if (!file.ok) return { ok: false, message: refusals[file.reason]() } as const;
			const start = await startImport(db, person, file);
			if (start.ok) return start;
			if (start.reason === 'forbidden') error(403, m.error_only_facilitators());
			return { ok: false, message: unreadSentence(start.reason, start.detail) } as const;
		});
		if (!started.ok) return fail(422, { errors: { file: started.message } });
		redirect(303, href(`/gestion/import/${started.id}`));
	}
};
