import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '../database.server.ts';
import { News } from '../news.server.ts';
import { forgetPresences, liveNews, tellPresences } from './announcing.server.ts';
import { View, type Content } from './view.ts';

type Opened = { db: Database; databaseUrl: string; log: Logger };

/** One view of a channel: everybody who gives the same key sees the same. */
export type Watched = {
	channel: string;
	key: string;
	/** Whether who watches counts among the people who are there. */
	isPresent: boolean;
	pause: number;
	content(): Promise<Content>;
};

/** A line that says nothing, in time for proxies that close what is silent for a minute, in milliseconds. */
const sayNothingEvery = 20_000;
const nothing = Buffer.from(': \n\n');
const countEvery = 2000;
/** How often a presence is said again though it is the same, in rounds of counting. */
const repeatAfter = 5;
/** When a browser comes back by itself, in milliseconds. */
const comeBackAfter = 1500;
const firstWords = Buffer.from(`retry: ${comeBackAfter}\n\n`);

type Channel = { views: Map<string, View>; people: number; told: number };

/** Holds the streams of server-sent events of one process, and feeds them with what all processes announce. */
export class LiveHub {
	readonly #opened: Opened;
	readonly #channels = new Map<string, Channel>();
	readonly #streams = new Set<ServerResponse>();
	readonly #news: News;
	readonly #process = uuidv7();
	readonly #timers: NodeJS.Timeout[] = [];
	#rounds = 0;

	constructor(opened: Opened) {
		this.#opened = opened;
		this.#news = new News(opened.databaseUrl, liveNews, {
			heard: (payload) => this.#changed(payload.slice(payload.indexOf(' ') + 1)),
			// What was announced while nobody listened was missed: everything is looked at again.
			connected: () => {
				for (const name of this.#channels.keys()) this.#changed(name);
			},
			lost: () => opened.log.warn('the database sends no news of what is live')
		});
	}

	async start(): Promise<void> {
		await this.#news.start();
		const speak = setInterval(() => this.#sayNothing(), sayNothingEvery);
		const count = setInterval(() => {
			this.#tellPresences().catch((err: unknown) =>
				this.#opened.log.warn({ err }, 'presences were not told')
			);
		}, countEvery);
		this.#timers.push(speak.unref(), count.unref());
	}

	/** How many streams this process holds. */
	get size(): number {
		return this.#streams.size;
	}

	/** Keeps an answer open and writes to it what a view shows: at once when that is not the version that was seen last, and each time it changes. */
	stream(response: ServerResponse, watched: Watched, since: number): void {
		const channel = this.#open(watched.channel);
		const view = this.#viewIn(channel, watched);
		response.writeHead(200, {
			'content-type': 'text/event-stream',
			'cache-control': 'no-store',
			'x-accel-buffering': 'no'
		});
		response.write(firstWords);
		if (watched.isPresent) channel.people += 1;
		this.#streams.add(response);
		const leave = view.follow(response, since);
		response.once('close', () => {
			leave();
			this.#streams.delete(response);
			if (watched.isPresent) channel.people -= 1;
			if (view.size === 0) channel.views.delete(watched.key);
		});
	}

	async stop(): Promise<void> {
		for (const timer of this.#timers) clearInterval(timer);
		for (const stream of this.#streams) stream.end();
		await this.#news.stop();
		await forgetPresences(this.#opened.db, this.#process).catch(() => undefined);
	}

	#open(name: string): Channel {
		let channel = this.#channels.get(name);
		if (!channel) this.#channels.set(name, (channel = { views: new Map(), people: 0, told: 0 }));
		return channel;
	}

	#viewIn(channel: Channel, { key, pause, content }: Watched): View {
		let view = channel.views.get(key);
		const failed = (err: unknown) => this.#opened.log.warn({ err }, 'what is live could not be read');
		if (!view) channel.views.set(key, (view = new View({ content, pause, failed })));
		return view;
	}

	#changed(name: string): void {
		for (const view of this.#channels.get(name)?.views.values() ?? []) view.changed();
	}

	#sayNothing(): void {
		for (const { views } of this.#channels.values()) for (const view of views.values()) view.send(nothing);
	}

	async #tellPresences(): Promise<void> {
		this.#rounds += 1;
		const isRepeated = this.#rounds % repeatAfter === 0;
		const present = [];
		for (const [channel, state] of this.#channels) {
			const { people } = state;
			const isChanged = people !== state.told;
			if (isChanged || (isRepeated && people > 0)) present.push({ channel, people, isChanged });
			state.told = people;
			if (people === 0 && state.views.size === 0) this.#channels.delete(channel);
		}
		present.sort((one, other) => (one.channel < other.channel ? -1 : 1));
		await tellPresences(this.#opened.db, this.#process, present);
	}
}
