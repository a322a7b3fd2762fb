import type { beforeSyncPayload, Configuration, Document } from '@hocuspocus/server';
import type { Logger } from 'pino';
import { validate as isUuid } from 'uuid';
import type { WebSocket } from 'ws';
import { messageYjsSyncStep1, messageYjsSyncStep2 } from 'y-protocols/sync';
import * as Y from 'yjs';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import type { NotesRule } from './access.ts';
import type { Journal } from './journal.server.ts';
import { areClosed, openNotes } from './keeping.server.ts';
import { heaviestDocument } from './live-limits.ts';
import { full } from './live-path.ts';
import { settleNotes } from './settling.server.ts';
import { shownWriter } from './writers-shown.ts';

/** Who is behind a connection. It is for one document: that of which it says so first. */
export type Writer = {
	person: Person;
	/** Whether they are still signed in. */
	isStill(): Promise<boolean>;
	socket: WebSocket;
	notesId?: string;
};

export type Context = { writer: Writer };

type Kept = { db: Database; log: Logger; rule: NotesRule; journal: Journal };

/** Whether somebody may write in notes at this moment. */
export async function mayWriteNow({ db, rule }: Pick<Kept, 'db' | 'rule'>, person: Person, notesId: string) {
	return Boolean((await rule(db, person, notesId))?.mayWrite) && !(await areClosed(db, notesId));
}

/** What happens around a document that is open: who is let in, how it is read, who is seen there, and when it is settled. */
export function liveHooks(kept: Kept): Partial<Configuration<Context>> {
	const { db, log } = kept;
	const weights = new WeakMap<Document, number>();
	return {
		async onAuthenticate({ documentName: name, context: { writer } }) {
			const isFirst = writer.notesId === undefined || writer.notesId === name;
			const isLetIn = isFirst && isUuid(name) && (await mayWriteNow(kept, writer.person, name));
			if (!isLetIn) throw new Refusal('forbidden');
			writer.notesId = name;
		},
		async onLoadDocument({ document, documentName }) {
			const pieces = await openNotes(db, documentName);
			applyPieces(
				document,
				pieces.map(({ bytes }) => bytes)
			);
		},
		beforeSync: (change) => store(kept, weights, change),
		async beforeHandleAwareness({ states, document, connection, context }) {
			const others = [...document.connections].filter(([other]) => other !== connection);
			const taken = new Set<number>(others.flatMap(([, { clients }]) => [...clients] as number[]));
			for (const [client, state] of states) {
				if (!context || taken.has(client)) states.delete(client);
				else states.set(client, shownWriter(context.writer.person, state));
			}
		},
		async onStoreDocument({ documentName, document }) {
			weights.delete(document);
			await settleNotes(db, documentName).catch((error: unknown) =>
				log.warn({ err: error, notesId: documentName }, 'notes were not settled')
			);
		}
	};
}

/** Stores a change before it is applied and acknowledged; when it cannot be, it is neither. */
async function store(
	{ journal, log }: Kept,
	weights: WeakMap<Document, number>,
	{ type, payload, document, documentName, connection, context: { writer } }: beforeSyncPayload<Context>
): Promise<void> {
	if (type === messageYjsSyncStep1) return;
	try {
		Y.decodeUpdate(payload);
		if (type === messageYjsSyncStep2 && Y.snapshotContainsUpdate(Y.snapshot(document), payload)) return;
		if (isTooHeavy(weights, document, payload)) {
			connection.sendStateless(full);
			throw new Refusal('too-heavy');
		}
		const isKept = await journal.keep(documentName, { update: payload, writtenBy: writer.person.id });
		if (!isKept) throw new Refusal('closed');
	} catch (error) {
		// The editor connects again, says again what was not acknowledged, and is told what it may do.
		writer.socket.close(1013, 'not-stored');
		if (!(error instanceof Refusal)) log.warn({ err: error, notesId: documentName }, 'notes were not stored');
		throw error;
	}
}

/** Brings what is stored into a document that is open: it is not stored again. */
export function applyPieces(document: Y.Doc, pieces: Uint8Array[]): void {
	for (const piece of pieces) {
		try {
			Y.applyUpdate(document, piece, { source: 'local', skipStoreHooks: true });
		} catch {
			continue;
		}
	}
}

/** Each change weighs more alone than within the document: only when they seem too much together is the whole weighed. */
function isTooHeavy(weights: WeakMap<Document, number>, document: Document, update: Uint8Array): boolean {
	const known = weights.get(document) ?? Y.encodeStateAsUpdate(document).length;
	if (known + update.length > heaviestDocument) {
		const weighed = Y.encodeStateAsUpdate(document).length;
		weights.set(document, weighed + update.length);
		return weighed + update.length > heaviestDocument;
	}
	weights.set(document, known + update.length);
	return false;
}

class Refusal extends Error {
	readonly reason: string;

	constructor(reason: string) {
		super();
		this.reason = reason;
	}
}
