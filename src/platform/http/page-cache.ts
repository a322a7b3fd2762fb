import { createHash } from 'node:crypto';
import { compress, type Encoding } from './encodings.ts';

/** What is sent for one encoding of a page: everything is ready, nothing is computed at a request. */
export type Rendition = { body: Buffer; etag: string; headers: string[]; headersUnchanged: string[] };

/** A page as it was rendered, and the modules whose events make it stale. */
export class Page {
	readonly modules: string[];
	readonly size: number;
	readonly madeAt = Date.now();
	readonly ready = new Map<Encoding, Rendition>();
	readonly #body: Buffer;
	readonly #headers: string[];
	readonly #making = new Map<Encoding, Promise<Rendition>>();

	/** `headers` is a flat list of names and values, without those that depend on the encoding. */
	constructor(modules: string[], headers: string[], body: Buffer) {
		this.modules = modules;
		this.#headers = headers;
		this.#body = body;
		// The compressed ones are a fraction of it; the factor leaves room for them and for the headers.
		this.size = Math.ceil(body.length * 1.5) + 2000;
	}

	/** The page in an encoding, compressed once however many ask for it at the same time. */
	rendition(encoding: Encoding): Promise<Rendition> {
		let making = this.#making.get(encoding);
		if (!making) this.#making.set(encoding, (making = this.#make(encoding)));
		return making;
	}

	async #make(encoding: Encoding): Promise<Rendition> {
		const body = await compress(this.#body, encoding, 'many');
		const digest = createHash('sha256').update(this.#body).digest('base64url').slice(0, 22);
		const etag = encoding === 'identity' ? `"${digest}"` : `"${digest}-${encoding}"`;
		const validators = ['etag', etag, 'cache-control', 'no-cache', 'vary', 'accept-encoding, cookie'];
		const headers = [...this.#headers, ...validators, 'content-length', String(body.length)];
		if (encoding !== 'identity') headers.push('content-encoding', encoding);
		const rendition = { body, etag, headers, headersUnchanged: [...this.#headers, ...validators] };
		this.ready.set(encoding, rendition);
		return rendition;
	}
}

type Bounds = { bytes: number; pages: number; milliseconds: number };

/** Time itself changes pages (what happens next, what is closed): a page is made again after a minute. */
const usualBounds: Bounds = { bytes: 32 * 1024 * 1024, pages: 5000, milliseconds: 60_000 };

/** Keeps the pages that are the same for every visitor until something happens in a module that they show. */
export class PageCache {
	#isOpen = false;
	#held = 0;
	#bytes = 0;
	#moment = 0;
	#forgottenAt = 0;
	readonly #lastEvents = new Map<string, number>();
	/** From the page used longest ago to the one used last. */
	readonly #pages = new Map<string, Page>();
	readonly #bounds: Bounds;

	constructor(bounds: Partial<Bounds> = {}) {
		this.#bounds = { ...usualBounds, ...bounds };
	}

	/** Whether pages may be read and kept: news of events arrive, and no change is on its way. */
	get isUsable(): boolean {
		return this.#isOpen && this.#held === 0;
	}

	/** A point in time between events: a page rendered from here may be kept if nothing happened since. */
	get moment(): number {
		return this.#moment;
	}

	get size(): { pages: number; bytes: number } {
		return { pages: this.#pages.size, bytes: this.#bytes };
	}

	/** Events arrive from now on. */
	open(): void {
		this.#isOpen = true;
	}

	/** Events no longer arrive: everything is forgotten and nothing kept until `open()`. */
	close(): void {
		this.#isOpen = false;
		this.#moment++;
		this.#forgottenAt = this.#moment;
		this.#pages.clear();
		this.#bytes = 0;
	}

	/** Keeps away from the cache until the news of a change have arrived, so that one always sees what one did. */
	async holdUntil(arrived: Promise<unknown>): Promise<void> {
		this.#held++;
		try {
			await arrived;
		} catch {
			// Without an answer the connection is lost, and the cache closed.
		} finally {
			this.#held--;
		}
	}

	/** Forgets the pages that show a module. */
	forget(module: string): void {
		this.#lastEvents.set(module, ++this.#moment);
		for (const [key, page] of this.#pages) if (page.modules.includes(module)) this.#remove(key, page);
	}

	/** The page kept for an address, if it is. */
	find(key: string): Page | undefined {
		const page = this.#pages.get(key);
		if (!page) return undefined;
		if (Date.now() - page.madeAt > this.#bounds.milliseconds) {
			this.#remove(key, page);
			return undefined;
		}
		this.#pages.delete(key);
		this.#pages.set(key, page);
		return page;
	}

	/** Keeps a page whose rendering began at a moment, unless something that it shows happened since. */
	keep(key: string, page: Page, moment: number): boolean {
		const isStale = page.modules.some((module) => (this.#lastEvents.get(module) ?? 0) > moment);
		if (!this.#isOpen || isStale || this.#forgottenAt > moment || page.size > this.#bounds.bytes / 4)
			return false;
		const former = this.#pages.get(key);
		if (former) this.#remove(key, former);
		this.#pages.set(key, page);
		this.#bytes += page.size;
		this.#makeRoom();
		return true;
	}

	#makeRoom(): void {
		for (const [key, page] of this.#pages) {
			if (this.#bytes <= this.#bounds.bytes && this.#pages.size <= this.#bounds.pages) return;
			this.#remove(key, page);
		}
	}

	#remove(key: string, page: Page): void {
		this.#pages.delete(key);
		this.#bytes -= page.size;
	}
}
