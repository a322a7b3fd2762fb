import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { eq } from 'drizzle-orm';
import pino from 'pino';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { openDatabase, type Database } from '#platform/database.server.ts';
import { openWebServer } from '#platform/http/web-server.ts';
import type { Person } from '../people/people.server.ts';
import { persons } from '../people/people.tables.ts';
import type { NotesRule } from './access.ts';
import { openNotesLive } from './live.server.ts';
import { countingSocket } from './acknowledgements.ts';
import { livePath } from './live-path.ts';
import { open } from './notes-for-tests.ts';

/** Who connects says so in a cookie; whoever has a row is signed in. */
async function whoSays(db: Database, cookies: string | undefined): Promise<Person | null> {
	const id = /person=([\w-]+)/.exec(cookies ?? '')?.[1];
	if (!id) return null;
	const [found] = await db
		.select({ id: persons.id, name: persons.name })
		.from(persons)
		.where(eq(persons.id, id));
	return found ? ({ ...found, isWelcomed: true } as Person) : null;
}

/** Serves notes alone on a free port, as the product does. */
export async function serveNotes(databaseUrl: string, rule: NotesRule = open) {
	const { db, close } = openDatabase(databaseUrl, 5);
	const log = pino({ level: 'silent' });
	const whoIs = ({ headers }: { headers: { cookie?: string } }) => whoSays(db, headers.cookie);
	const live = await openNotesLive({ db, databaseUrl, log, rule, whoIs });
	const settings = { host: '127.0.0.1', port: 0, trustProxy: 0, origin: undefined, metricsToken: undefined };
	const { address, stop } = await openWebServer(
		(_request, response) => response.end(),
		settings,
		databaseUrl,
		log,
		{ live }
	);
	return { port: Number(new URL(address).port), live, stop: () => stop().then(close) };
}

type Connecting = { port: number; notesId: string; personId: string; origin?: string };

function browserOf(personId: string, origin: string) {
	return class Browser extends WebSocket {
		constructor(url: string) {
			super(url, { headers: { cookie: `person=${personId}`, origin } });
			// Who is refused is told by the event that closes the connection.
			this.on('error', () => undefined);
		}
	};
}

/** An editor without a page: the document, the connection, and what came of it. */
export function connect({ port, notesId, personId, origin = `http://localhost:${port}` }: Connecting) {
	const document = new Y.Doc();
	let unacknowledged = 0;
	const socket = new HocuspocusProviderWebsocket({
		url: `ws://localhost:${port}${livePath}`,
		WebSocketPolyfill: countingSocket(
			browserOf(personId, origin) as never,
			(count) => (unacknowledged = count)
		),
		minDelay: 100,
		maxDelay: 300,
		delay: 100
	});
	const told: string[] = [];
	const provider = new HocuspocusProvider({
		name: notesId,
		document,
		websocketProvider: socket,
		onAuthenticationFailed: ({ reason }) => void told.push(reason),
		onStateless: ({ payload }) => void told.push(payload)
	});
	provider.attach();
	const isSaved = () => provider.isSynced && unacknowledged === 0;
	return {
		isSaved,
		document,
		provider,
		socket,
		told,
		/** Types a paragraph at the end; resolves once it is acknowledged. */
		async type(text: string): Promise<void> {
			typeInto(document, text);
			await becomes(isSaved);
		},
		text: () => document.getXmlFragment('default').toString(),
		leave() {
			provider.destroy();
			socket.destroy();
		}
	};
}

function typeInto(document: Y.Doc, text: string): void {
	document.transact(() => {
		const paragraph = new Y.XmlElement('paragraph');
		document.getXmlFragment('default').push([paragraph]);
		paragraph.insert(0, [new Y.XmlText(text)]);
	});
}

/** Waits until something is true, for as many milliseconds at most. */
export async function becomes(isTrue: () => boolean | Promise<boolean>, within = 15_000): Promise<void> {
	for (const begun = Date.now(); Date.now() - begun < within;) {
		if (await isTrue()) return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error('It never became true');
}

/** Run as a program, it serves until it is killed. */
if (process.argv[1] === import.meta.filename) {
	const { port } = await serveNotes(process.argv[2]!);
	process.send!(port);
}
