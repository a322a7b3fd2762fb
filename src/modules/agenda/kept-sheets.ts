/** A sheet of presence that waits on the phone: its key, and its fields as the form would send them. */
type KeptSheet = { key: string; fields: [string, string][] };

/** What became of sending: all arrived, no network yet, or the product does not take it (and perhaps who sends is signed out). */
export type Sending = 'sent' | 'no-network' | 'refused';

/** The sheets of a gathering that are kept on this phone until they were sent. */
export class KeptSheets {
	readonly #name: string;

	constructor(slug: string) {
		this.#name = `presences:${slug}`;
	}

	all(): KeptSheet[] {
		try {
			return JSON.parse(localStorage.getItem(this.#name) ?? '[]') as KeptSheet[];
		} catch {
			return [];
		}
	}

	keep(form: HTMLFormElement): void {
		const fields = [...new FormData(form)].map(([name, value]): [string, string] => [name, String(value)]);
		this.#write([...this.all(), { key: crypto.randomUUID(), fields }]);
	}

	forget(): void {
		this.#write([]);
	}

	/** Sends what waits, in order, to the address of the form; what arrived is forgotten. */
	async send(action: string): Promise<Sending> {
		for (let [first, ...rest] = this.all(); first; [first, ...rest] = this.all()) {
			const body = new FormData();
			for (const [name, value] of [...first.fields, ['key', first.key] as const]) body.append(name, value);
			const answer = await fetch(action, { method: 'POST', body }).catch(() => undefined);
			if (!answer) return 'no-network';
			if (!answer.ok || new URL(answer.url).pathname !== new URL(action, location.href).pathname)
				return 'refused';
			this.#write(rest);
		}
		return 'sent';
	}

	#write(sheets: KeptSheet[]): void {
		if (sheets.length === 0) localStorage.removeItem(this.#name);
		else localStorage.setItem(this.#name, JSON.stringify(sheets));
	}
}

/** Fields of which every further sheet is told anew: somebody who came is noted once. */
const toldOnce = ['name', 'organisation', 'email'];

/** Makes what was kept the beginning of the next sheet, which then says only what changes from here on. */
export function beginAgain(form: HTMLFormElement): void {
	const ticked = new FormData(form);
	for (const name of ['seats', 'others']) {
		const before = form.querySelector<HTMLInputElement>(`[name="${name}-before"]`);
		if (before) before.value = ticked.getAll(name).join(',');
	}
	for (const name of toldOnce) {
		const field = form.querySelector<HTMLInputElement>(`[name="${name}"]`);
		if (field) field.value = '';
	}
}
