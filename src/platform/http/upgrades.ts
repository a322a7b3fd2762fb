import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Addressed } from './addresses.ts';

/** What holds connections that stay open both ways (WebSocket), at one path. */
export type Live = {
	path: string;
	/** Takes a connection that a page of ours asked for; who asks is still to be found out. */
	take(request: IncomingMessage, socket: Duplex, head: Buffer, address: Addressed): Promise<void>;
	/** Ends all connections. */
	stop(): Promise<void>;
};

/**
 * Lets pages of this site open live connections, and nobody else: a browser sends its cookies along with what any site asks for,
 * and only the origin tells them apart.
 */
export function answerUpgrades(
	server: Server,
	addressOf: (request: IncomingMessage) => Addressed | undefined,
	live: Live | undefined
): void {
	server.on('upgrade', (request, socket, head) => {
		socket.on('error', () => socket.destroy());
		const address = addressOf(request);
		if (!address) return refuseUpgrade(socket, '421 Misdirected Request');
		if (!live || request.url?.split('?', 1)[0] !== live.path) return refuseUpgrade(socket, '404 Not Found');
		if (request.headers.origin !== new URL(`${address.protocol}://${address.host}`).origin)
			return refuseUpgrade(socket, '403 Forbidden');
		live.take(request, socket, head, address).catch(() => refuseUpgrade(socket, '503 Service Unavailable'));
	});
}

/** Says why a connection is not taken, and ends it. */
export function refuseUpgrade(socket: Duplex, status: string): void {
	if (!socket.writable) return void socket.destroy();
	socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
}
