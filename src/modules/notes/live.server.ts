import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Hocuspocus } from '@hocuspocus/server';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Database } from '#platform/database.server.ts';
import type { Addressed } from '#platform/http/addresses.ts';
import { refuseUpgrade, type Live } from '#platform/http/upgrades.ts';
import type { Person } from '../people/people.server.ts';
import type { NotesRule } from './access.ts';
import { Journal } from './journal.server.ts';
import { liveHooks, mayWriteNow, type Context, type Writer } from './live-document.server.ts';
import { checkRightsEvery, flood, heaviestMessage, mostConnections, mostUnsent } from './live-limits.ts';
import { notesNews } from './live-news.server.ts';
import { livePath, withdrawn } from './live-path.ts';

export type NotesLive = {
	db: Database;
	databaseUrl: string;
	log: Logger;
	rule: NotesRule;
	/** Who asks for a connection; asked again from time to time, since sessions end. */
	whoIs(request: IncomingMessage, address: Addressed): Promise<Person | null>;
};

/** How long documents that are open may take to be settled when the server stops, in milliseconds. */
const lastWait = 5000;

/**
 * Holds the editors in which notes are written together. What is typed is stored before it is acknowledged; what other processes
 * stored arrives through the database.
 */
export async function openNotesLive(
	asked: NotesLive
): Promise<Live & { hocuspocus: Hocuspocus<Context>; connections(): number }> {
	const { db, databaseUrl, log, rule, whoIs } = asked;
	const origin = uuidv7();
	const hocuspocus = new Hocuspocus<Context>({
		...liveHooks({ db, log, rule, journal: new Journal(db, origin) }),
		...{ quiet: true, debounce: 5000, maxDebounce: 60_000 }
	});
	const sockets = new WebSocketServer({ noServer: true, maxPayload: heaviestMessage });
	const writers = new Set<Writer>();
	const letGo = (isConcerned: (writer: Writer) => boolean) =>
		endRights(asked, hocuspocus, [...writers].filter(isConcerned));
	const news = notesNews({ databaseUrl, db, log, origin, hocuspocus, letGo });
	await news.start();
	const checking = setInterval(() => {
		for (const { socket } of writers) if (socket.bufferedAmount > mostUnsent) socket.terminate();
		letGo(() => true).catch((err: unknown) => log.warn({ err }, 'rights to write were not checked'));
	}, checkRightsEvery);
	return {
		path: livePath,
		hocuspocus,
		connections: () => writers.size,
		async take(request, socket, head, address) {
			const person = await whoIs(request, address);
			const refusal = refusalOf(person, writers);
			if (refusal) return refuseUpgrade(socket, refusal);
			const isStill = () => whoIs(request, address).then((found) => found?.id === person!.id);
			sockets.handleUpgrade(request, socket, head, (opened) => {
				const writer = { person: person!, isStill, socket: opened };
				writers.add(writer);
				opened.on('close', () => writers.delete(writer));
				listenTo(opened, hocuspocus, writer);
			});
		},
		stop: () => close(hocuspocus, { writers, checking }).then(() => news.stop())
	};
}

type Held = { writers: Set<Writer>; checking: NodeJS.Timeout };

async function close(hocuspocus: Hocuspocus<Context>, { writers, checking }: Held): Promise<void> {
	clearInterval(checking);
	for (const { socket } of writers) socket.close(1012, 'restart');
	await settled(hocuspocus);
	for (const { socket } of writers) socket.terminate();
}

function refusalOf(person: Person | null, writers: Set<Writer>): string | undefined {
	if (!person?.isWelcomed) return '401 Unauthorized';
	const open = [...writers].filter((writer) => writer.person.id === person.id);
	return open.length >= mostConnections ? '429 Too Many Requests' : undefined;
}

function listenTo(socket: WebSocket, hocuspocus: Hocuspocus<Context>, writer: Writer): void {
	const isFlooding = flood();
	const connection = hocuspocus.handleConnection(socket as never, new Request(`http://notes${livePath}`), {
		writer
	});
	socket.on('message', (data: Buffer, isBinary) => {
		if (!isBinary || isFlooding()) return socket.close(1008, 'flood');
		connection.handleMessage(new Uint8Array(data));
	});
	socket.on('error', () => socket.terminate());
	socket.on('close', (code, reason) => connection.handleClose({ code, reason: reason.toString() }));
}

/** Ends the connections of those who may write no longer, and tells their editors why. */
async function endRights(
	asked: NotesLive,
	hocuspocus: Hocuspocus<Context>,
	writers: Writer[]
): Promise<void> {
	for (const writer of writers) {
		const { notesId, person } = writer;
		if ((await writer.isStill()) && (!notesId || (await mayWriteNow(asked, person, notesId)))) continue;
		const document = notesId && hocuspocus.documents.get(notesId);
		const theirs = document
			? document.getConnections().filter(({ context }) => context.writer === writer)
			: [];
		for (const connection of theirs) connection.sendStateless(withdrawn);
		writer.socket.close(4403, withdrawn);
	}
}

async function settled(hocuspocus: Hocuspocus<Context>): Promise<void> {
	const late = Date.now() + lastWait;
	while (hocuspocus.documents.size > 0 && Date.now() < late) {
		hocuspocus.flushPendingStores();
		await pause(20);
	}
}
