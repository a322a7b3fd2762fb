import type { IncomingMessage, ServerResponse } from 'node:http';
import { refuse } from './refusals.ts';

/** The largest body of an ordinary form, in bytes. */
export const largestBody = 512 * 1024;

/**
 * The largest body that holds files, in bytes: twice the largest file, so that one which is a little too large is refused
 * beside its field, where nothing that was typed is lost.
 */
export const largestUpload = 16 * 1024 * 1024;

/** The largest file that is written down as it comes, in bytes; and the pages that take one, since they hold none in memory. */
export const largestStreamed = 200 * 1024 * 1024;
const streamedAt = /^(\/[a-z]{2})?\/gestion\/import(\?|$)/;
/** What stands around the file in the body of a form. */
const envelope = 64 * 1024;
/** The largest body of all, in bytes. */
export const largestOfAll = largestStreamed + envelope;

const largestDiscarded = 64 * 1024 * 1024;
const longestDiscarding = 30_000;

const uploadTooLarge = [
	'Vos fichiers sont trop gros : 16 Mo au plus en un envoi. Revenez en arrière, choisissez-en de plus petits et recommencez.',
	'Your files are too large: 16 MB at most at once. Go back, choose smaller ones and try again.'
];

const streamedTooLarge = [
	'Votre fichier est trop gros : 200 Mo au plus. Revenez en arrière, découpez-le en plusieurs et recommencez.',
	'Your file is too large: 200 MB at most. Go back, split it and try again.'
];

/** Whether a request announces a body that is too large. */
export function isTooLarge(request: IncomingMessage): boolean {
	if (!mayHoldFiles(request)) return lengthOf(request) > largestBody;
	return lengthOf(request) > (isStreamed(request) ? largestOfAll : largestUpload);
}

function isStreamed({ url = '' }: IncomingMessage): boolean {
	return streamedAt.test(url);
}

function tooLarge(request: IncomingMessage): string[] | undefined {
	if (!mayHoldFiles(request)) return undefined;
	return isStreamed(request) ? streamedTooLarge : uploadTooLarge;
}

/** Makes the application, which knows one limit only, hold a body of which nobody tells the length to that of a form. */
export function boundUnannounced(request: IncomingMessage): void {
	if (request.headers['transfer-encoding'] !== undefined)
		request.headers['content-length'] = String(largestBody);
}

/**
 * Refuses a body that is too large. A browser that is cut off while sending shows a network error instead of our words:
 * what it sends is first read and thrown away, within reason.
 */
export function refuseBody(request: IncomingMessage, response: ServerResponse): void {
	response.setHeader('connection', 'close');
	let discarded = 0;
	const answer = () => {
		clearTimeout(patience);
		request.off('data', discard);
		if (!response.writableEnded) refuse(response, 413, tooLarge(request));
	};
	const discard = (piece: Buffer) => {
		discarded += piece.length;
		if (discarded > largestDiscarded) answer();
	};
	const patience = setTimeout(answer, longestDiscarding);
	request.on('data', discard);
	request.once('end', answer);
	response.once('close', () => clearTimeout(patience));
}

function lengthOf(request: IncomingMessage): number {
	return Number(request.headers['content-length'] ?? 0);
}

function mayHoldFiles(request: IncomingMessage): boolean {
	return /^\s*(multipart\/form-data|message\/rfc822)/i.test(request.headers['content-type'] ?? '');
}
