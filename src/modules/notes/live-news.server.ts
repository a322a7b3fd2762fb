import type { Document, Hocuspocus } from '@hocuspocus/server';
import type { Logger } from 'pino';
import type { Database } from '#platform/database.server.ts';
import { News } from '#platform/news.server.ts';
import { newsChannel, piecesOf, updatesNamed } from './keeping.server.ts';
import { applyPieces, type Context, type Writer } from './live-document.server.ts';

type Listening = {
	databaseUrl: string;
	db: Database;
	log: Logger;
	/** This process, whose own writing is no news. */
	origin: string;
	hocuspocus: Hocuspocus<Context>;
	/** Lets go of those who may write no longer, among the writers concerned. */
	letGo(isConcerned: (writer: Writer) => boolean): Promise<void>;
};

/** Brings what other processes and forms wrote into the documents that are open here, and ends rights that were withdrawn. */
export function notesNews({ databaseUrl, db, log, origin, hocuspocus, letGo }: Listening): News {
	const open = async (notesId: string): Promise<Document | undefined> =>
		hocuspocus.documents.get(notesId) ?? hocuspocus.loadingDocuments.get(notesId);
	const readAgain = async (document: Document) => {
		const pieces = await piecesOf(db, document.name);
		applyPieces(
			document,
			pieces.map(({ bytes }) => bytes)
		);
	};
	const written = async ([by, notesId, named = '']: string[]) => {
		const document = by === origin ? undefined : await open(notesId!);
		if (!document) return;
		const ids = named.split(',');
		const updates = await updatesNamed(db, notesId!, ids);
		if (updates.length < ids.length) await readAgain(document);
		else applyPieces(document, updates);
	};
	const tell = async ([kind, ...said]: string[]) => {
		if (kind === 'written') await written(said);
		else await letGo(({ person, notesId }) => said[0] === person.id || said[0] === notesId);
	};
	const unread = (error: unknown) => log.warn({ err: error }, 'news of notes were not read');
	return new News(databaseUrl, newsChannel, {
		heard: (payload) => void tell(payload.split(' ')).catch(unread),
		connected: () => void Promise.all([...hocuspocus.documents.values()].map(readAgain)).catch(unread),
		lost: () =>
			log.warn(
				'the database sends no news of notes: editors of other processes are not followed until it does'
			)
	});
}
