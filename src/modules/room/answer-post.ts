type Unsent = { body: string; activity: string; vote: string };
type Kept = {
	unsent: Unsent[];
	votes: Record<string, string>;
	fields: Record<string, Record<string, string>>;
};
type Words = Record<'sending' | 'kept' | 'saved', string>;

const shortestPause = 1000;
const longestPause = 8000;

/**
 * Sends what somebody answers, and keeps it on the phone until it is acknowledged: without a network, or while the server is away, it
 * is sent again and again, in its order. Each text bears a key, so that what arrives twice is written once.
 */
export class AnswerPost {
	readonly #place: HTMLElement;
	readonly #address: string;
	readonly #words: Words;
	readonly #store: string;
	#isBusy = false;
	#pause = shortestPause;

	constructor(place: HTMLElement, address: string, words: Words) {
		this.#place = place;
		this.#address = address;
		this.#words = words;
		this.#store = `maillage ${address}`;
		place.addEventListener('submit', (event) => this.#take(event));
		addEventListener('online', () => void this.drain());
		void this.drain();
	}

	/** Puts back in a form what was answered in it, and shows what one said of what others wrote. */
	restore(): void {
		const { votes, fields } = this.#kept;
		for (const form of this.#place.querySelectorAll<HTMLFormElement>('form[data-answer]')) {
			const { answer = '', vote } = form.dataset;
			const key = form.querySelector<HTMLInputElement>('[name="key"]');
			if (key && key.value === '') key.value = crypto.randomUUID();
			if (vote !== undefined) showVote(form, votes[vote]);
			else if (fields[answer]) fill(form, fields[answer]);
		}
	}

	/** Sends what waits, one after the other. */
	async drain(): Promise<void> {
		if (this.#isBusy) return;
		this.#isBusy = true;
		for (let first; (first = this.#kept.unsent[0]);) {
			const isDone = await this.#send(first);
			if (!isDone) break;
		}
		this.#isBusy = false;
	}

	#take(event: SubmitEvent): void {
		const form = event.target as HTMLFormElement;
		const { answer, vote = '' } = form.dataset;
		if (answer === undefined) return;
		event.preventDefault();
		const data = new FormData(form, event.submitter);
		const given = joined(data);
		const kept = this.#kept;
		if (vote !== '') kept.votes[vote] = given['vote'] ?? '';
		else if (!('key' in given)) kept.fields[answer] = given;
		kept.unsent.push({ activity: answer, vote, body: new URLSearchParams(given).toString() });
		this.#kept = kept;
		say(form, this.#words.sending);
		emptyText(form);
		if (vote !== '') showVote(form, given['vote']);
		void this.drain();
	}

	async #send({ body, activity, vote }: Unsent): Promise<boolean> {
		const form = this.#place.querySelector<HTMLFormElement>(
			vote === '' ? `form[data-answer="${activity}"]:not([data-vote])` : `form[data-vote="${vote}"]`
		);
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		const answer = await fetch(this.#address, { method: 'POST', headers, body }).catch(() => undefined);
		if (!answer || answer.status >= 500 || answer.status === 429) {
			if (form) say(form, this.#words.kept);
			setTimeout(() => void this.drain(), this.#pause);
			this.#pause = Math.min(longestPause, this.#pause * 2);
			return false;
		}
		this.#pause = shortestPause;
		const { message } = (await answer.json()) as { message?: string };
		const kept = this.#kept;
		kept.unsent.shift();
		this.#kept = kept;
		if (form) {
			say(form, message ?? this.#words.saved, !answer.ok);
			if (!answer.ok) giveBackText(form, body);
			form.dispatchEvent(new Event('kept', { bubbles: true }));
		}
		return true;
	}

	get #kept(): Kept {
		const empty: Kept = { unsent: [], votes: {}, fields: {} };
		try {
			return { ...empty, ...(JSON.parse(localStorage.getItem(this.#store) ?? '{}') as Partial<Kept>) };
		} catch {
			return empty;
		}
	}

	set #kept(kept: Kept) {
		localStorage.setItem(this.#store, JSON.stringify(kept));
	}
}

/** Fields by name; what is ticked several times is joined, as the server reads it. */
function joined(data: FormData): Record<string, string> {
	const fields: Record<string, string> = {};
	for (const [name, value] of data)
		fields[name] = name in fields ? `${fields[name]},${value}` : String(value);
	return fields;
}

function say(form: HTMLFormElement, words: string, isRefusal = false): void {
	const place = form.querySelector<HTMLElement>('[data-said]')!;
	place.textContent = words;
	place.classList.toggle('error', isRefusal);
}

function showVote(form: HTMLFormElement, vote: string | undefined): void {
	for (const button of form.querySelectorAll<HTMLButtonElement>('button[name="vote"]')) {
		const means = (button.dataset['vote'] ??= button.value);
		const isPressed = vote !== undefined && vote !== '' && means === vote;
		button.setAttribute('aria-pressed', String(isPressed));
		// Support is taken back with the button that gave it.
		if (means === 'support') button.value = isPressed ? '' : means;
	}
}

function fill(form: HTMLFormElement, fields: Record<string, string>): void {
	for (const field of form.querySelectorAll<HTMLInputElement>('input, select')) {
		const value = fields[field.name];
		if (field.type === 'radio' || field.type === 'checkbox') {
			if (value !== undefined) field.checked = value.split(',').includes(field.value);
		} else if (value !== undefined && field.type !== 'hidden' && field !== document.activeElement)
			field.value = value;
	}
}

/** A text that is refused is there to be changed, unless another was begun meanwhile. */
function giveBackText(form: HTMLFormElement, body: string): void {
	const text = form.querySelector<HTMLTextAreaElement>('[name="text"]');
	if (text?.value === '') text.value = new URLSearchParams(body).get('text') ?? '';
}

/** What was written is kept: the next text is another, under another key. */
function emptyText(form: HTMLFormElement): void {
	const key = form.querySelector<HTMLInputElement>('[name="key"]');
	const text = form.querySelector<HTMLTextAreaElement>('[name="text"]');
	if (!key || !text) return;
	key.value = crypto.randomUUID();
	text.value = '';
}
