import { Agent, get, request, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const options = ['Une', 'Deux', 'Trois', 'Quatre'];
const encode = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

type Answer = { status: number; headers: IncomingMessage['headers']; body: string };
type Sent = { at: number; acknowledged: number };

/** Many people with phones in one room, from many networks, and the one who leads it. */
export class Crowd {
	readonly #urls: string[];
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
	readonly #host: string;
	readonly #code: string;
	readonly #cookies: string[] = [];
	readonly #given = options.map(() => 0);
	readonly #held = new Map<string, number>();
	readonly #sent: Sent[] = [];
	/** For each phone, when which version arrived. */
	readonly #heard: { at: number; version: number }[][] = [];
	/** How many had answered, by version. */
	readonly #answered = new Map<number, number>();
	#activity = '';
	/** How much an update was, in bytes. */
	bytesOfUpdate = 0;

	private constructor(urls: string[], host: string, code: string) {
		this.#urls = urls;
		this.#host = host;
		this.#code = code;
	}

	/** Opens a room with one question, and has everybody come in, at each of the processes in turn. */
	static async gather(urls: string[], people: number): Promise<Crowd> {
		const [url = ''] = urls;
		const agent = new Agent({ keepAlive: true });
		const post = (path: string, fields: Record<string, string>, cookie = '') =>
			send(agent, url + path, { body: encode(fields), headers: { origin: url, cookie } });
		const signedIn = await post('/demonstration/personnage', { personnage: 'facilitator' });
		const host = cookiesOf(signedIn);
		const opened = await post('/direct/nouvelle', { title: 'Mesure' }, host);
		const code = /\d{6}/.exec(opened.headers.location!)![0];
		const prepared = { kind: 'choice', title: 'Laquelle ?', options: options.join('\n'), most: '1' };
		await post(`/direct/${code}/preparation?/add`, prepared, host);
		for (const act of ['start', 'showResults']) await post(`/direct/${code}/animation?/${act}`, {}, host);
		const crowd = new Crowd(urls, host, code);
		await crowd.#comeIn(people);
		return crowd;
	}

	/** The process at which a phone is. */
	#at(i: number): string {
		return this.#urls[i % this.#urls.length]!;
	}

	async #comeIn(people: number): Promise<void> {
		const comeIn = async (i: number) => {
			const headers = { origin: this.#at(i), 'x-forwarded-for': networkOf(i) };
			const { headers: given } = await send(this.#agent, `${this.#at(i)}/direct/${this.#code}?/join`, {
				body: 'name=',
				headers
			});
			this.#cookies[i] = given['set-cookie']!.map((line) => line.split(';')[0]).join('; ');
		};
		for (let i = 0; i < people; i += 32)
			await Promise.all(Array.from({ length: Math.min(32, people - i) }, (_, j) => comeIn(i + j)));
		const page = await send(this.#agent, `${this.#at(0)}/direct/${this.#code}`, {
			headers: { cookie: this.#cookies[0]! }
		});
		this.#activity = /name="activity" value="([\w-]+)"/.exec(page.body)![1]!;
	}

	/** Every phone opens its stream. */
	async watch(): Promise<void> {
		for (const i of this.#cookies.keys()) {
			this.#heard[i] = [];
			await new Promise<void>((resolve, reject) => {
				const headers = { 'x-forwarded-for': networkOf(i) };
				get(`${this.#at(i)}/direct/${this.#code}/flux/telephone`, { agent: false, headers }, (response) => {
					response.on('data', (piece: Buffer) => this.#hear(i, piece));
					resolve();
				}).on('error', reject);
			});
		}
	}

	#hear(i: number, piece: Buffer): void {
		const text = piece.toString();
		const id = /^id: (\d+)/m.exec(text);
		if (!id) return;
		const version = Number(id[1]);
		this.#heard[i]!.push({ at: performance.now(), version });
		if (this.#answered.has(version)) return;
		this.bytesOfUpdate = piece.length;
		const values = [...text.matchAll(/class=\\"value[^>]*>(?:\\[nt]|\s)*(\d[\d\s]*)/g)].map(([, value]) =>
			Number(value!.replace(/\s/g, ''))
		);
		this.#answered.set(
			version,
			values.reduce((sum, value) => sum + value, 0)
		);
	}

	/** People answer, each time another one, so many a second; says how long acknowledgements took. */
	async answer(perSecond: number, seconds: number) {
		let failures = 0;
		const under: Promise<void>[] = [];
		const begun = performance.now();
		for (let n = 0; n < perSecond * seconds; n += 1) {
			const due = begun + (n * 1000) / perSecond;
			const wait = due - performance.now();
			if (wait > 1) await pause(wait);
			under.push(
				this.#answerOnce(n).catch(() => {
					failures += 1;
				})
			);
		}
		await Promise.all(under);
		const acknowledged = this.#sent.map(({ at, acknowledged: then }) => then - at);
		return { count: under.length, failures, acknowledged };
	}

	async #answerOnce(n: number): Promise<void> {
		const i = n % this.#cookies.length;
		const choice = (n * 7 + Math.floor(n / this.#cookies.length)) % options.length;
		const cookie = this.#cookies[i]!;
		const headers = { origin: this.#at(i), cookie, 'x-forwarded-for': networkOf(i) };
		const at = performance.now();
		const body = encode({ activity: this.#activity, choice: String(choice) });
		const { status } = await send(this.#agent, `${this.#at(i)}/direct/${this.#code}/reponses`, {
			body,
			headers
		});
		if (status !== 200) throw new Error(`answered ${status}`);
		const before = this.#held.get(cookie);
		if (before === undefined) this.#sent.push({ at, acknowledged: performance.now() });
		else this.#given[before]! -= 1;
		this.#given[choice]! += 1;
		this.#held.set(cookie, choice);
	}

	/** For each first answer of somebody, how long it took until every phone showed as many answers, in milliseconds. */
	arrivals(): number[] {
		const shown = this.#heard.map((heard) =>
			heard.map(({ at, version }) => ({ at, answered: this.#answered.get(version) ?? 0 }))
		);
		const inOrder = this.#sent.toSorted((one, other) => one.acknowledged - other.acknowledged);
		return inOrder.map(
			({ at }, k) =>
				Math.max(...shown.map((heard) => heard.find(({ answered }) => answered > k)?.at ?? Infinity)) - at
		);
	}

	/** What the host's page counts, and what was given. */
	async results(): Promise<{ counted: number[]; given: number[] }> {
		const headers = { cookie: this.#host, accept: 'text/html' };
		const { body } = await send(this.#agent, `${this.#at(0)}/direct/${this.#code}/animation`, { headers });
		const counted = [...body.matchAll(/class="value[^>]*>\s*(\d[\d\s]*)/g)].map(([, value]) =>
			Number(value!.replace(/\s/g, ''))
		);
		return { counted, given: this.#given };
	}
}

function networkOf(i: number): string {
	return `10.${i >> 16}.${(i >> 8) % 256}.${i % 256}`;
}

function cookiesOf({ headers }: Answer): string {
	return (headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ');
}

function send(
	agent: Agent,
	url: string,
	{ body, headers }: { body?: string; headers: Record<string, string> }
): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const type = { 'content-type': 'application/x-www-form-urlencoded' };
		const method = body === undefined ? 'GET' : 'POST';
		const sending = request(url, {
			agent,
			method,
			headers: body === undefined ? headers : { ...type, ...headers }
		});
		sending.on('error', reject);
		sending.on('response', (response) => {
			let read = '';
			response.setEncoding('utf8');
			response.on('data', (piece: string) => (read += piece));
			response.on('error', reject);
			response.on('end', () =>
				resolve({ status: response.statusCode!, headers: response.headers, body: read })
			);
		});
		sending.end(body);
	});
}
