import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import type { Settings } from '../settings.server.ts';
import { Trouble } from '../trouble.ts';
import { addressHeaders, addressReader } from './addresses.ts';
import type { Beside } from './beside.ts';
import { largestOfAll } from './bodies.ts';
import { eventNews } from './event-news.ts';
import type { Handler } from './kept-pages.ts';
import { Metrics } from './metrics.ts';
import { PageCache } from './page-cache.ts';
import { protections } from './protections.ts';
import { Requests } from './requests.ts';
import { answerUpgrades, type Live } from './upgrades.ts';

/** What the application's handler reads from the environment when it is loaded, so that both agree. */
export const handlerEnvironment = {
	PROTOCOL_HEADER: addressHeaders.protocol,
	HOST_HEADER: addressHeaders.host,
	PORT_HEADER: '',
	ADDRESS_HEADER: addressHeaders.client,
	BODY_SIZE_LIMIT: String(largestOfAll)
};

/** How long requests under way may take when the server stops, in milliseconds. */
const lastWait = 10_000;

type Listening = Pick<Settings, 'host' | 'port' | 'origin' | 'trustProxy' | 'metricsToken'>;

export type WebServer = {
	/** Where a person on this machine finds it. */
	address: string;
	/** Finishes the requests under way, within ten seconds, and frees the port. */
	stop(): Promise<void>;
};

/**
 * Opens the web server: pages kept in memory in front of the application, compressed, protected and counted, and beside them what
 * keeps live connections and what answers for itself.
 */
export async function openWebServer(
	handler: Handler,
	settings: Listening,
	databaseUrl: string,
	log: Logger,
	{ live, beside }: { live?: Live; beside?: Beside } = {}
): Promise<WebServer> {
	const cache = new PageCache();
	const news = eventNews(databaseUrl, cache, log);
	const server = createBoundedServer(settings);
	const metrics = new Metrics(server, cache, settings);
	const requests = new Requests({ handler, settings, cache, news, metrics, log, beside });
	server.on('request', (request, response) => requests.answer(request, response));
	answerUpgrades(server, addressReader(settings), live);

	await listen(server, settings);
	await news.start();
	const { port } = server.address() as AddressInfo;
	await beside?.opened(`http://${nameOf(settings.host)}:${port}`);
	return {
		address: settings.origin ?? `http://${nameOf(settings.host)}:${port}`,
		async stop() {
			const closed = new Promise((resolve) => server.close(resolve));
			for (const stream of requests.streams) stream.end();
			await beside?.stop();
			await live?.stop();
			await finish(server, closed);
			await news.stop();
		}
	};
}

/** A server that a client cannot hold by sending slowly. */
function createBoundedServer({ origin, trustProxy }: Listening): Server {
	const server = createServer({
		headersTimeout: 10_000,
		// A photograph of eight megabytes leaves a village in a minute or two.
		requestTimeout: 180_000,
		connectionsCheckingInterval: 5000,
		// A proxy keeps its connections for a minute and must not find one closed while it sends.
		keepAliveTimeout: trustProxy > 0 ? 65_000 : 10_000
	});
	const lines = protections(origin?.startsWith('https:') ? 'https' : 'http').map((text, i) =>
		i % 2 ? `${text}\r\n` : `${text}: `
	);
	const head = `${lines.join('')}connection: close\r\ncontent-length: 0\r\n\r\n`;
	server.on('clientError', (error: NodeJS.ErrnoException, socket: Duplex) => {
		if (!socket.writable || error.code === 'ECONNRESET') return void socket.destroy();
		socket.end(`HTTP/1.1 ${statusOf(error.code)}\r\n${head}`);
	});
	return server;
}

function statusOf(code: string | undefined): string {
	if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return '408 Request Timeout';
	if (code === 'HPE_HEADER_OVERFLOW') return '431 Request Header Fields Too Large';
	return '400 Bad Request';
}

async function finish(server: Server, closed: Promise<unknown>): Promise<void> {
	// A connection that was busy when the server closed becomes idle later, and would wait for its next request.
	const idle = setInterval(() => server.closeIdleConnections(), 20);
	const late = setTimeout(() => server.closeAllConnections(), lastWait);
	await closed;
	clearInterval(idle);
	clearTimeout(late);
}

async function listen(server: Server, { host, port }: Listening): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(listeningTrouble(error, host, port)));
		server.listen(port, host, resolve);
	});
}

/** Says why a port cannot be used. */
function listeningTrouble(error: NodeJS.ErrnoException, host: string, port: number): Error {
	if (error.code === 'EADDRINUSE') {
		const another = port < 65535 ? port + 1 : 3000;
		return new Trouble(
			`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${another} npm start`
		);
	}
	if (error.code === 'EACCES') {
		return new Trouble(`Port ${port} is reserved to the system. Choose one above 1024: PORT=3000 npm start`);
	}
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
		return new Trouble(
			`HOST=${host} is not an address of this machine. Use 127.0.0.1, or 0.0.0.0 for all of them.`
		);
	}
	return error;
}

function nameOf(host: string): string {
	if (host === '0.0.0.0' || host === '::' || host === '127.0.0.1') return 'localhost';
	return host.includes(':') ? `[${host}]` : host;
}
