import Sortable from 'sortablejs';
import { freshHtml } from '#ui/fresh-html.ts';

/** What the draft of a programme gives to its script: the words that it says. */
export type ProgrammeDragProps = { grip: string; moved: string };

/** Lets sessions be dragged from where they are to where they take place, within a day or to another; then shows the draft as it is. */
export function wake(place: HTMLElement, props: ProgrammeDragProps): void {
	for (const item of place.querySelectorAll('li[data-session]')) item.prepend(gripOf(props));
	for (const list of place.querySelectorAll<HTMLElement>('[data-day]'))
		Sortable.create(list, {
			group: 'programme',
			handle: '.grip',
			draggable: 'li[data-session]',
			animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 150,
			onEnd: ({ item, to, oldIndex, newIndex, from }) => {
				if (from !== to || oldIndex !== newIndex) void put(item, to, props);
			}
		});
}

/** For the pointer alone: who uses a keyboard has the buttons beside it. */
function gripOf({ grip }: ProgrammeDragProps): HTMLElement {
	const element = document.createElement('span');
	element.className = 'grip';
	element.title = grip;
	element.ariaHidden = 'true';
	element.textContent = '⠿';
	return element;
}

async function put(item: HTMLElement, list: HTMLElement, { moved }: ProgrammeDragProps): Promise<void> {
	const previous = item.previousElementSibling as HTMLElement | null;
	const body = new URLSearchParams({
		session: item.dataset['session']!,
		day: list.dataset['day']!,
		after: previous?.dataset['session'] ?? ''
	});
	const answer = await fetch('?/place', { method: 'POST', body, headers: { accept: 'text/html' } }).catch(
		() => null
	);
	if (!answer?.ok) return location.reload();
	const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
	for (const part of document.querySelectorAll<HTMLElement>('[data-part]')) {
		const now = fresh.querySelector<HTMLElement>(`[data-part="${part.dataset['part']}"]`);
		if (!now) continue;
		part.innerHTML = now.innerHTML;
		part.dispatchEvent(new Event(freshHtml, { bubbles: true }));
	}
	document.querySelector('[data-said]')!.textContent = moved;
}
