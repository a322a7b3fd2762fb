import type { Database } from '#platform/database.server.ts';
import { settledMarkdown } from './markdown.server.ts';
import { notes } from './notes.tables.ts';

/** Plants notes that were written in Markdown; they become a document when somebody first writes in them. */
export async function plantNotes(tx: Database, notesId: string, text: string): Promise<void> {
	await tx.insert(notes).values({ id: notesId, text: settledMarkdown(text) });
}
