import type { IncomingMessage, ServerResponse } from 'node:http';
import { AnswerDesk } from '#modules/room/answer-desk.server.ts';
import { channelOf } from '#modules/room/channel.ts';
import { refusalWords } from '#modules/room/refusal-words.ts';
import { findRoom, roomLedBy, type Room } from '#modules/room/rooms.server.ts';
import type { AnswerResult } from '#modules/room/taking.server.ts';
import { isTokenOf } from '#modules/room/tokens.server.ts';
import type { Addressed } from '#platform/http/addresses.ts';
import type { Beside } from '#platform/http/beside.ts';
import { LiveHub, type Watched } from '#platform/live/hub.server.ts';
import type { Content } from '#platform/live/view.ts';
import { networkOf } from '#platform/limits.server.ts';
import { log } from '#platform/logs.server.ts';
import { m } from '#words/messages.js';
import { db } from './database.server.ts';
import { countAttempt } from './limits.server.ts';
import { seatCookie } from './room-cookie.ts';
import { settings } from './settings.server.ts';
import { secret, whoSends } from './sign-in.server.ts';

const addressPattern = /^(\/en)?\/direct\/(\d{6})\/(?:flux\/(telephone|ecran|animation)|(reponses))(?:\?|$)/;

/** How long there is between two messages of a view, in milliseconds: a wall moves four times a second, a phone less often. */
const pauses = { telephone: 600, ecran: 250, animation: 250 };
const largestAnswer = 16 * 1024;
/** How many streams one network may hold open: a hall of people is one network. */
const mostStreams = 6000;
/** A room that was found is not looked for again at every answer, for so long, in milliseconds. */
const roomsStay = 10_000;

type ViewName = keyof typeof pauses;

/** Holds the streams of rooms, and takes the answers that scripts send, beside the application: a whole room comes at once. */
export async function startRoomsLive(): Promise<Beside> {
	const hub = new LiveHub({ db, databaseUrl: settings.databaseUrl, log });
	const desk = new AnswerDesk(db);
	const known = knownRooms();
	const streams = new Map<string, number>();
	let base = '';
	return {
		takes: (url) => url.includes('/direct/') && addressPattern.test(url),
		async opened(at) {
			base = at;
			await hub.start();
		},
		async answer(request, response, address) {
			const [, prefix = '', code, view] = addressPattern.exec(request.url!)!;
			const room = await known(code!);
			const words = { locale: prefix === '/en' ? ('en' as const) : ('fr' as const) };
			const network = networkOf(address.client);
			if (!room) return refuseUnknown(response, network, words);
			if (!view) return takeAnswer(desk, room, request, response, words);
			if (request.method !== 'GET') return sayInJson(response, 405, '');
			const watched = await watchedIn(room, view as ViewName, prefix, { request, address, base });
			if (!watched) return sayInJson(response, 403, m.room_only_hosts({}, words));
			if (!holdStream(streams, response, network))
				return sayInJson(response, 429, m.limits_wait({ seconds: 60 }, words));
			hub.stream(response, watched, seenBefore(request));
		},
		stop: () => hub.stop()
	};
}

/** Codes that nobody has are counted, so that none is found by trying. */
async function refuseUnknown(response: ServerResponse, network: string, words: Words): Promise<void> {
	const wait = await countAttempt('unknown room from a network', network);
	if (wait === null) return sayInJson(response, 404, m.room_not_found({}, words));
	sayInJson(response, 429, m.limits_wait({ seconds: wait }, words));
}

/** Counts one more stream of a network until it closes; false when it holds too many. */
function holdStream(streams: Map<string, number>, response: ServerResponse, network: string): boolean {
	const held = streams.get(network) ?? 0;
	if (held >= mostStreams) return false;
	streams.set(network, held + 1);
	response.once('close', () => {
		const left = streams.get(network)! - 1;
		if (left > 0) streams.set(network, left);
		else streams.delete(network);
	});
	return true;
}

type Asked = { request: IncomingMessage; address: Addressed; base: string };

/** What a host sees is read with the cookie of that host; what everybody sees is read once for all, by nobody. */
async function watchedIn(
	room: Room,
	view: ViewName,
	prefix: string,
	{ request, address, base }: Asked
): Promise<Watched | undefined> {
	const isHosts = view === 'animation';
	const cookie = isHosts ? (request.headers.cookie ?? '') : '';
	const host = isHosts ? await whoSends(cookie, address.protocol) : null;
	if (isHosts && !(await roomLedBy(db, host, room.code))) return undefined;
	const path = `${prefix}/direct/${room.code}/parties/${view}`;
	return {
		channel: channelOf(room.id),
		key: `${path} ${host?.id ?? ''}`,
		isPresent: view === 'telephone',
		pause: pauses[view],
		content: () => contentAt(base + path, { cookie, host: address.host })
	};
}

async function contentAt(url: string, headers: Record<string, string>): Promise<Content> {
	const answer = await fetch(url, { headers: { ...headers, accept: 'application/json' } });
	if (!answer.ok) throw new Error(`${url} answers ${answer.status}`);
	return (await answer.json()) as Content;
}

/** What a browser that comes back says it saw last, else what its page shows. */
function seenBefore({ headers, url }: IncomingMessage): number {
	const last = headers['last-event-id'] ?? new URLSearchParams(url!.split('?')[1]).get('depuis');
	return last === null ? -1 : Number(last);
}

function knownRooms(): (code: string) => Promise<Room | undefined> {
	const found = new Map<string, { room: Room; until: number }>();
	return async (code) => {
		const now = Date.now();
		const kept = found.get(code);
		if (kept && kept.until > now) return kept.room;
		const room = await findRoom(db, code);
		if (found.size > 1000) found.clear();
		if (room) found.set(code, { room, until: now + roomsStay });
		return room;
	};
}

type Words = { locale: 'fr' | 'en' };

async function takeAnswer(
	desk: AnswerDesk,
	room: Room,
	request: IncomingMessage,
	response: ServerResponse,
	words: Words
): Promise<void> {
	if (request.method !== 'POST') return sayInJson(response, 405, '');
	const token = tokenIn(request, room);
	if (!token) return sayInJson(response, 403, m.room_no_seat({}, words));
	const body = await bodyOf(request);
	if (body === undefined) return sayInJson(response, 413, m.form_too_large({}, words));
	const { activity = '', ...fields } = Object.fromEntries(new URLSearchParams(body));
	const result = await desk.give(room.id, { token, activityId: activity, fields });
	sayResult(response, result, words);
}

function sayResult(response: ServerResponse, result: AnswerResult, words: Words): void {
	if (result.ok)
		return sayInJson(response, 200, result.isWaiting ? m.room_said_waiting({}, words) : undefined);
	if (result.reason === 'invalid') return sayInJson(response, 422, Object.values(result.errors)[0]);
	const status = { 'too-fast': 429, 'too-many': 409, paused: 409, 'not-open': 409, 'not-found': 404 }[
		result.reason
	];
	sayInJson(response, status, refusalWords[result.reason]({}, words));
}

function tokenIn({ headers }: IncomingMessage, room: Room): string | undefined {
	const name = `${seatCookie(room.code)}=`;
	const cookie = headers.cookie?.split('; ').find((one) => one.startsWith(name));
	const token = cookie && decodeURIComponent(cookie.slice(name.length));
	return token && isTokenOf(secret, room.id, token) ? token : undefined;
}

async function bodyOf(request: IncomingMessage): Promise<string | undefined> {
	const pieces: Buffer[] = [];
	let length = 0;
	for await (const piece of request as AsyncIterable<Buffer>) {
		length += piece.length;
		if (length > largestAnswer) return undefined;
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString().replaceAll('%00', '');
}

function sayInJson(response: ServerResponse, status: number, message: string | undefined): void {
	const body = message === undefined ? '{}' : JSON.stringify({ message });
	response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
	response.end(body);
}
