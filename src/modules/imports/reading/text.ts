import { createReadStream } from 'node:fs';
import { UnreadableFile, limits, type Encoding } from './sheet.ts';

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const western = new TextDecoder('windows-1252');
const newline = 0x0a;

/**
 * The text of a file, piece by piece, whatever the office that made it: UTF-8 with or without its mark, UTF-16,
 * Windows-1252, or lines of both. `found` is told at each piece how it is understood.
 */
export async function* textOf(path: string, found: (encoding: Encoding) => void): AsyncGenerator<string> {
	const bytes = createReadStream(path, { highWaterMark: 256 * 1024 }) as AsyncIterable<Buffer>;
	let pending: Buffer = Buffer.alloc(0);
	let read: ((piece: Buffer, isLast: boolean) => { text: string; rest: Buffer }) | undefined;
	for await (const piece of bytes) {
		pending = pending.length === 0 ? piece : Buffer.concat([pending, piece]);
		read ??= readerFor(pending, found);
		const { text, rest } = read(pending, false);
		pending = rest;
		if (pending.length > limits.record * 2) throw new UnreadableFile('record-too-long');
		if (text !== '') yield text;
	}
	read ??= readerFor(pending, found);
	const { text } = read(pending, true);
	if (text !== '') yield text;
}

function readerFor(head: Buffer, found: (encoding: Encoding) => void) {
	const wide = wideEncodingOf(head);
	if (!wide) return byLines(found);
	found('utf-16');
	const decoder = new TextDecoder(wide);
	return (piece: Buffer, isLast: boolean) => ({
		text: decoder.decode(piece, { stream: !isLast }),
		rest: Buffer.alloc(0)
	});
}

/** UTF-16 by its mark or, without one, by the zeros that every second byte of a western text is. */
function wideEncodingOf(head: Buffer): string | undefined {
	if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
	if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
	const some = head.subarray(0, 400);
	if (some.length < 4) return undefined;
	const zeros = [0, 0];
	some.forEach((byte, index) => byte === 0 && (zeros[index % 2]! += 1));
	if (zeros[1]! > some.length * 0.35 && zeros[0] === 0) return 'utf-16le';
	if (zeros[0]! > some.length * 0.35 && zeros[1] === 0) return 'utf-16be';
	return undefined;
}

function byLines(found: (encoding: Encoding) => void) {
	let isStart = true;
	const seen = { utf8: false, western: false };
	const told = () => found(!seen.western ? 'utf-8' : seen.utf8 ? 'mixed' : 'windows-1252');
	const line = (bytes: Buffer): string => {
		const text = tryStrict(bytes);
		if (text !== undefined) {
			seen.utf8 ||= text.length !== bytes.length;
			return text;
		}
		seen.western = true;
		return western.decode(bytes);
	};
	return (piece: Buffer, isLast: boolean) => {
		const end = isLast ? piece.length : piece.lastIndexOf(newline) + 1;
		let whole = piece.subarray(0, end);
		if (isStart && whole.length > 0) {
			isStart = false;
			if (whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf) whole = whole.subarray(3);
		}
		const clean = tryStrict(whole);
		if (clean !== undefined) seen.utf8 ||= clean.length !== whole.length;
		const text = clean ?? linesOf(whole).map(line).join('');
		told();
		if (text.includes('\0')) throw new UnreadableFile('not-a-table');
		return { text, rest: piece.subarray(end) };
	};
}

function tryStrict(bytes: Buffer): string | undefined {
	try {
		return strict.decode(bytes);
	} catch {
		return undefined;
	}
}

function linesOf(bytes: Buffer): Buffer[] {
	const lines: Buffer[] = [];
	for (let from = 0; from < bytes.length;) {
		const end = bytes.indexOf(newline, from);
		const next = end === -1 ? bytes.length : end + 1;
		lines.push(bytes.subarray(from, next));
		from = next;
	}
	return lines;
}
