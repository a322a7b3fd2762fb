import { error, redirect } from '@sveltejs/kit';
import { DocumentInput, documentUse, DocumentRemovalInput } from '#modules/agenda/document-use.ts';
import { addDocument, documentsToWrite, removeDocument } from '#modules/agenda/documents.server.ts';
import { fileRefused } from '#platform/files/words.ts';
import { readForm, readFormWithFiles, reject } from '#platform/forms.server.ts';
import { href } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import { db } from '#wiring/database.server.ts';
import { fileStorage } from '#wiring/file-storage.server.ts';
import { requirePerson } from '#wiring/person.server.ts';

export async function load(event) {
	const { slug } = event.params;
	const read = await documentsToWrite(db, requirePerson(event), slug);
	if (!read) error(404, m.error_not_found());
	return { ...read, slug };
}

export const actions = {
	add: async (event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readFormWithFiles(event.request, DocumentInput);
		if (!form.ok) return reject(422, form);
		const { values } = form;
		const upload = form.files.document;
		const refuse = (errors: Record<string, string>) => reject(422, { values, errors });
		if (!upload) return refuse({ document: fileRefused('empty', documentUse) });
		const result = await addDocument(db, fileStorage, person, slug, { ...form.value, upload });
		if (result.ok) redirect(303, href(`/agenda/${slug}/documents`));
		if (result.reason === 'forbidden' || result.reason === 'not-found') error(404, m.error_not_found());
		if (result.reason === 'cancelled') return refuse({ form: m.agenda_refusal_cancelled() });
		if (result.reason === 'too-many') return refuse({ form: m.agenda_documents_too_many() });
		return refuse({ document: fileRefused(result.reason, documentUse) });
	},
	remove: async (event) => {
		const person = requirePerson(event);
		const { slug } = event.params;
		const form = await readForm(event.request, DocumentRemovalInput);
		if (!form.ok) return reject(422, form);
		if (!(await removeDocument(db, person, slug, form.value.document))) error(404, m.error_not_found());
		redirect(303, href(`/agenda/${slug}/documents`));
	}
};
