import { AnswerPost } from './answer-post.ts';

/** What a page of a room gives to its script. */
export type LiveRoomProps = {
	/** Where the stream of this view is. */
	stream: string;
	/** The version that the page shows, and when it was made: clocks of phones go wrong. */
	version: number;
	now: number;
	/** Where what concerns this phone alone is asked for. */
	own?: string;
	/** Where answers are posted, on the page of a participant. */
	answers?: string;
	/** What the script says. */
	words?: Record<'sending' | 'kept' | 'saved', string>;
};

/** How long to wait before opening a stream that was refused, in milliseconds; everybody a little differently. */
const openAgainAfter = 1500;
/** Within how long phones ask for what concerns them alone, in milliseconds. */
const longestOwnWait = 2000;

/** Makes a page of a room move by itself: parts are replaced as the room changes, forms are sent without leaving the page. */
export function wake(place: HTMLElement, props: LiveRoomProps): void {
	const post = props.answers === undefined ? undefined : new AnswerPost(place, props.answers, props.words!);
	post?.restore();
	if (!post) place.addEventListener('submit', sendQuietly);
	const lost = place.querySelector<HTMLElement>('[data-lost]')!;
	let seen = String(props.version);
	let source: EventSource | undefined;

	const askOwn = ownAsker(place, props.own);
	countDown(place, props.now - Date.now());
	place.addEventListener('kept', askOwn);

	const open = () => {
		source?.close();
		source = new EventSource(`${props.stream}?depuis=${seen}`);
		source.onopen = () => {
			lost.hidden = true;
			post?.drain();
		};
		source.onmessage = ({ data, lastEventId }: MessageEvent<string>) => {
			seen = lastEventId;
			for (const [name, html] of Object.entries(JSON.parse(data) as Record<string, string>))
				replace(place.querySelector(`[data-part="${name}"]`), html);
			post?.restore();
			askOwn();
		};
		source.onerror = () => {
			lost.hidden = false;
			if (source?.readyState === EventSource.CLOSED) setTimeout(open, openAgainAfter * (1 + Math.random()));
		};
	};
	open();
	// A phone that slept holds a stream that looks open and is not.
	document.addEventListener('visibilitychange', () => {
		if (document.visibilityState === 'visible') open();
	});
}

/** Asks for what concerns this phone alone, everybody a little later than the others: a room does not come at once. */
function ownAsker(place: HTMLElement, address: string | undefined): () => void {
	let asking: ReturnType<typeof setTimeout> | undefined;
	return () => {
		const mine = place.querySelector('[data-part="mine"]');
		clearTimeout(asking);
		if (!mine || address === undefined) return;
		if (!place.querySelector('[data-personal]')) return mine.replaceChildren();
		asking = setTimeout(() => {
			fetch(address)
				.then((answer) => answer.json() as Promise<{ parts: { mine: string } }>)
				.then(({ parts }) => replace(mine, parts.mine))
				.catch(() => undefined);
		}, Math.random() * longestOwnWait);
	};
}

/** Shows how long a step still lasts, by the clock of the server. */
function countDown(place: HTMLElement, behind: number): void {
	setInterval(() => {
		for (const time of place.querySelectorAll<HTMLElement>('[data-ends-at]')) {
			const seconds = Math.max(
				0,
				Math.ceil((Date.parse(time.dataset['endsAt']!) - Date.now() - behind) / 1000)
			);
			time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
		}
	}, 1000);
}

/** What is typed stays in its field, and whoever is at a field or a button stays there. */
function replace(part: Element | null, html: string): void {
	if (!part) return;
	const typed = new Map([...fieldsIn(part)].map((field) => [keyOf(field), field.value]));
	const active = document.activeElement;
	const held = active && part.contains(active) ? keyOf(active as HTMLInputElement) : undefined;
	part.innerHTML = html;
	for (const field of fieldsIn(part)) {
		const before = typed.get(keyOf(field));
		if (
			before !== undefined &&
			field.type !== 'hidden' &&
			field.type !== 'radio' &&
			field.type !== 'checkbox'
		)
			field.value = before;
	}
	if (held === undefined) return;
	for (const one of part.querySelectorAll<HTMLInputElement>('input, select, textarea, button'))
		if (keyOf(one) === held) return one.focus();
}

function fieldsIn(part: Element): NodeListOf<HTMLInputElement> {
	return part.querySelectorAll<HTMLInputElement>('input, select, textarea');
}

/** A field or a button by its form and its name. */
function keyOf(field: HTMLInputElement): string {
	const form = field.form;
	const of = form?.dataset['vote'] ?? form?.dataset['answer'] ?? form?.getAttribute('action') ?? '';
	return `${of} ${field.name} ${field.type === 'submit' ? field.value : ''}`;
}

/** The press of a host is sent beside the page, which moves by what comes back on the stream; if it fails, as without JavaScript. */
function sendQuietly(event: SubmitEvent): void {
	const form = event.target as HTMLFormElement;
	if (form.dataset['quiet'] === undefined) return;
	event.preventDefault();
	const button = event.submitter as HTMLButtonElement | null;
	const body = new URLSearchParams(new FormData(form, button) as never);
	fetch(form.action, { method: 'POST', body, redirect: 'manual' }).then(
		(answer) => {
			if (answer.type !== 'opaqueredirect' && !answer.ok) form.submit();
			else if (form.dataset['quiet'] === 'once') form.reset();
		},
		() => form.submit()
	);
}
