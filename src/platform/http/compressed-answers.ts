import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Sender, Sink } from './answer.ts';
import { compress, compressor, encodingFor, isCompressible, type Encoding } from './encodings.ts';

const worthIt = 1024;
/** A longer body is compressed as it comes rather than held. */
const held = 2 * 1024 * 1024;

/** Chooses how the body of an answer is compressed, if at all; sets the headers that say so. */
export function compressedBody(
	request: IncomingMessage,
	response: ServerResponse,
	sender: Sender
): Sink | undefined {
	if (!mayCompress(request, response)) return undefined;
	addVary(response, 'accept-encoding');
	const encoding = encodingFor(request.headers['accept-encoding'], 'one');
	const length = response.hasHeader('content-length')
		? Number(response.getHeader('content-length'))
		: undefined;
	if (encoding === 'identity' || (length !== undefined && length < worthIt)) return undefined;

	response.setHeader('content-encoding', encoding);
	response.removeHeader('content-length');
	weakenEtag(response);
	if (length !== undefined && length <= held) return compressedAtOnce(encoding, response, sender);
	return compressedAsItComes(encoding, response, sender);
}

/** Adds a name to the headers on which an answer depends. */
export function addVary(response: ServerResponse, name: string): void {
	const vary = String(response.getHeader('vary') ?? '');
	if (!vary.toLowerCase().includes(name)) response.setHeader('vary', vary ? `${vary}, ${name}` : name);
}

/** A sink that holds a whole body and gives it to `finish`. */
export function wholeBody(finish: (body: Buffer) => void): Sink {
	const pieces: Buffer[] = [];
	return {
		write(piece) {
			pieces.push(piece);
			return true;
		},
		end: () => finish(pieces.length === 1 ? pieces[0]! : Buffer.concat(pieces))
	};
}

function mayCompress(request: IncomingMessage, response: ServerResponse): boolean {
	if (request.method === 'HEAD' || response.statusCode === 204 || response.statusCode === 304) return false;
	// Files of the build carry ranges and were compressed when it was built.
	if (response.hasHeader('content-encoding') || response.hasHeader('accept-ranges')) return false;
	if (String(response.getHeader('cache-control')).includes('no-transform')) return false;
	return isCompressible(response.getHeader('content-type') as string | undefined);
}

function compressedAtOnce(encoding: Encoding, response: ServerResponse, sender: Sender): Sink {
	return wholeBody((body) => {
		compress(body, encoding, 'one').then(
			(compressed) => {
				if (response.destroyed) return;
				response.setHeader('content-length', compressed.length);
				sender.writeHead(response.statusCode);
				sender.end(compressed);
			},
			() => response.destroy()
		);
	});
}

function compressedAsItComes(
	encoding: Exclude<Encoding, 'identity'>,
	response: ServerResponse,
	sender: Sender
): Sink {
	const stream = compressor(encoding);
	sender.writeHead(response.statusCode);
	stream.on('data', (piece: Buffer) => {
		if (!sender.write(piece)) stream.pause();
	});
	response.on('drain', () => {
		if (!response.writableNeedDrain) stream.resume();
	});
	stream.on('end', () => sender.end());
	stream.on('error', () => response.destroy());
	stream.on('drain', () => response.emit('drain'));
	response.once('close', () => stream.destroy());
	return {
		write(piece) {
			const isFlowing = stream.write(piece);
			// What the application has sent may be all for a while: the reader gets it now.
			stream.flush();
			return isFlowing;
		},
		end: () => void stream.end()
	};
}

function weakenEtag(response: ServerResponse): void {
	const etag = response.getHeader('etag');
	if (typeof etag === 'string' && etag.startsWith('"')) response.setHeader('etag', `W/${etag}`);
}
