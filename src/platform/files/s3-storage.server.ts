import { AwsClient } from 'aws4fetch';
import { s3Address } from './s3-address.ts';
import type { FileStorage, StoredBytes, StoredEntry } from './storage.server.ts';

/** How long a storage may take to begin to answer, in milliseconds. */
const patience = 30_000;

type Asking = { method?: 'PUT' | 'DELETE'; body?: Uint8Array<ArrayBuffer> };

/** Keeps files in a bucket of a storage that speaks S3. */
export class S3Storage implements FileStorage {
	readonly #bucket: string;
	readonly #client: AwsClient;

	constructor(text: string) {
		const address = s3Address(text);
		if (!address) throw new Error('Not the address of a bucket');
		const { bucket, key, secret, region } = address;
		this.#bucket = bucket;
		this.#client = new AwsClient({
			accessKeyId: key,
			secretAccessKey: secret,
			service: 's3',
			region,
			retries: 3
		});
	}

	async keep(key: string, bytes: Uint8Array): Promise<void> {
		const body = new Uint8Array(bytes);
		await discard(await this.#ask(`/${key}`, { method: 'PUT', body }));
	}

	async read(key: string): Promise<StoredBytes | undefined> {
		const answer = await this.#ask(`/${key}`);
		if (answer.status === 404 || !answer.body) return void (await discard(answer));
		return { size: Number(answer.headers.get('content-length')), body: answer.body };
	}

	async remove(key: string): Promise<void> {
		await discard(await this.#ask(`/${key}`, { method: 'DELETE' }));
	}

	async *entries(): AsyncGenerator<StoredEntry> {
		for (let next: string | undefined = ''; next !== undefined;) {
			const from = next ? `&continuation-token=${encodeURIComponent(next)}` : '';
			const list = await (await this.#ask(`?list-type=2${from}`)).text();
			for (const [, entry = ''] of list.matchAll(/<Contents>([^]*?)<\/Contents>/g)) {
				const [key, since] = [textOf('Key', entry), textOf('LastModified', entry)];
				if (key && since) yield { key, since: new Date(since) };
			}
			next = textOf('NextContinuationToken', list);
		}
	}

	async #ask(path: string, asking: Asking = {}): Promise<Response> {
		const late = new AbortController();
		const timer = setTimeout(() => late.abort(new Error('The storage of files does not answer')), patience);
		const asked = this.#client.fetch(this.#bucket + path, { ...asking, signal: late.signal });
		const answer = await asked.finally(() => clearTimeout(timer));
		if (answer.ok || (answer.status === 404 && path.startsWith('/'))) return answer;
		const words = (await answer.text()).slice(0, 300);
		throw new Error(`The storage of files answered ${answer.status}: ${words}`);
	}
}

async function discard(answer: Response): Promise<void> {
	await answer.body?.cancel();
}

function textOf(name: string, xml: string): string | undefined {
	const [, text] = new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml) ?? [];
	return text?.replace(/&(amp|quot|lt|gt);/g, (_whole, entity: string) => entities[entity] ?? '');
}

const entities: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>' };
