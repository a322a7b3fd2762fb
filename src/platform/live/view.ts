import type { ServerResponse } from 'node:http';

/** What a view of a channel shows: parts of a page by name, and the version of the channel that they show at least. */
export type Content = { version: number; parts: Record<string, string> };

type Following = {
	response: Pick<ServerResponse, 'write' | 'writableNeedDrain' | 'once'>;
	/** Whether what they have may be older than what is shown. */
	isBehind: boolean;
	/** The version that they had when they came. */
	since: number;
};

/** What a view needs from outside. */
type Source = {
	/** What there is to show now. */
	content(): Promise<Content>;
	/** How long there is at least between two messages, in milliseconds. */
	pause: number;
	failed(error: unknown): void;
};

/** How long to wait before asking again for what could not be had, in milliseconds. */
const secondTry = 1000;

/**
 * What several people watch alike: made once for all of them, whatever their number, and sent when it changed. It knows states and no
 * history: who slept for an hour needs what is now, and a message that was lost is made good by the next.
 */
export class View {
	readonly #source: Source;
	readonly #followers = new Set<Following>();
	#shown: Content = { version: -1, parts: {} };
	#isDirty = true;
	#isAsking = false;
	#timer: NodeJS.Timeout | undefined;
	#last = -Infinity;

	constructor(source: Source) {
		this.#source = source;
	}

	get size(): number {
		return this.#followers.size;
	}

	/** Sends what is shown now to somebody who saw the version `since`, unless it is that one, and whatever comes later; returns how to leave. */
	follow(response: Following['response'], since: number): () => void {
		const follower = { response, since, isBehind: this.#isDirty || since !== this.#shown.version };
		this.#followers.add(follower);
		if (this.#isDirty || this.#isAsking) this.#schedule();
		else this.#catchUp(follower);
		return () => {
			this.#followers.delete(follower);
			if (this.#followers.size > 0) return;
			clearTimeout(this.#timer);
			this.#timer = undefined;
		};
	}

	/** The channel changed. */
	changed(): void {
		this.#isDirty = true;
		if (this.#followers.size > 0) this.#schedule();
	}

	/** Sends the same bytes to everybody. */
	send(message: Buffer): void {
		for (const { response } of this.#followers) if (!response.writableNeedDrain) response.write(message);
	}

	#schedule(wait = this.#last + this.#source.pause - performance.now()): void {
		if (this.#timer || this.#isAsking) return;
		this.#timer = setTimeout(() => void this.#refresh(), Math.max(0, wait));
	}

	async #refresh(): Promise<void> {
		this.#timer = undefined;
		this.#isAsking = true;
		this.#isDirty = false;
		try {
			const fresh = await this.#source.content();
			this.#last = performance.now();
			this.#tell(fresh);
		} catch (error) {
			this.#isDirty = true;
			this.#last = performance.now() + secondTry - this.#source.pause;
			this.#source.failed(error);
		} finally {
			this.#isAsking = false;
			if (this.#isDirty && this.#followers.size > 0) this.#schedule();
		}
	}

	#tell(fresh: Content): void {
		const known = this.#shown.parts;
		const changed = Object.entries(fresh.parts).filter(([name, part]) => known[name] !== part);
		this.#shown = fresh;
		const news = changed.length > 0 ? messageOf(fresh.version, Object.fromEntries(changed)) : undefined;
		for (const follower of this.#followers) {
			if (follower.isBehind || follower.response.writableNeedDrain) this.#catchUp(follower);
			else if (news) follower.response.write(news);
		}
	}

	/** Who cannot take more for now is sent the whole of what is shown once they can: nothing piles up for them meanwhile. */
	#catchUp(follower: Following): void {
		const { response } = follower;
		if (response.writableNeedDrain) {
			if (!follower.isBehind) response.once('drain', () => this.#catchUp(follower));
			follower.isBehind = true;
			return;
		}
		if (!follower.isBehind || !this.#followers.has(follower)) return;
		follower.isBehind = false;
		if (follower.since !== this.#shown.version)
			response.write(messageOf(this.#shown.version, this.#shown.parts));
		follower.since = -1;
	}
}

function messageOf(version: number, parts: Record<string, string>): Buffer {
	return Buffer.from(`id: ${version}\ndata: ${JSON.stringify(parts)}\n\n`);
}
