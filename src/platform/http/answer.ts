import type { OutgoingHttpHeader, OutgoingHttpHeaders, ServerResponse } from 'node:http';

/** Where the body of an answer goes instead of the socket. */
export type Sink = { write(piece: Buffer): boolean; end(): void };

type Piece = Uint8Array | string;
type Written = () => void;

/** How to send for real, once the application's answer is known. */
export type Sender = Pick<ServerResponse, 'writeHead' | 'write' | 'end'>;

/**
 * Lets `onHead` see the head of an answer just before it is sent. It may change the headers, and may return a sink that
 * receives the body; the sink then sends the head itself, with `sender`.
 */
export function interceptAnswer(
	response: ServerResponse,
	onHead: (status: number, sender: Sender) => Sink | undefined
): void {
	const { writeHead, write, end } = response;
	const sender = {
		writeHead: writeHead.bind(response),
		write: write.bind(response),
		end: end.bind(response)
	} as Sender;

	const begin = (): void => {
		response.writeHead = writeHead;
		response.write = write;
		response.end = end;
		const sink = onHead(response.statusCode, sender);
		if (sink) pourInto(sink, response);
	};
	response.writeHead = ((status: number, ...rest: unknown[]) => {
		response.statusCode = status;
		setAll(response, rest.at(-1));
		begin();
		// Without a sink the body follows at once; with one, the head waits for what the sink makes of it.
		if (response.write === write) sender.writeHead(status);
		return response;
	}) as ServerResponse['writeHead'];
	response.write = ((...parts: [Piece]) => {
		begin();
		return response.write(...parts);
	}) as ServerResponse['write'];
	response.end = ((...parts: [Piece]) => {
		begin();
		return response.end(...parts);
	}) as ServerResponse['end'];
}

function pourInto(sink: Sink, response: ServerResponse): void {
	let isEnded = false;
	const pour = (piece: unknown): boolean => {
		if (typeof piece === 'string') return sink.write(Buffer.from(piece));
		return piece instanceof Uint8Array
			? sink.write(Buffer.from(piece.buffer, piece.byteOffset, piece.length))
			: true;
	};
	response.write = ((piece: Piece, ...rest: unknown[]) => {
		const isFlowing = isEnded ? true : pour(piece);
		callLast(rest);
		return isFlowing;
	}) as ServerResponse['write'];
	response.end = ((...parts: unknown[]) => {
		if (isEnded) return response;
		pour(parts[0]);
		isEnded = true;
		sink.end();
		callLast(parts);
		return response;
	}) as ServerResponse['end'];
}

function callLast(parts: unknown[]): void {
	const last = parts.at(-1);
	if (typeof last === 'function') process.nextTick(last as Written);
}

function setAll(response: ServerResponse, headers: unknown): void {
	if (Array.isArray(headers)) {
		for (let i = 0; i + 1 < headers.length; i += 2) {
			response.setHeader(String(headers[i]), headers[i + 1] as OutgoingHttpHeader);
		}
	} else if (headers && typeof headers === 'object') {
		for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders)) {
			if (value !== undefined) response.setHeader(name, value);
		}
	}
}
