import type { Component } from 'svelte';
import { freshHtml } from './fresh-html.ts';
import { isLocale, overwriteGetLocale } from '#words/runtime.js';

/** What wakes up in a page: a component or, where the HTML comes from the server as it moves, a small script. */
type Waking = { default: Component<never> } | { wake(place: HTMLElement, props: never): void };

/** What may wake up in a page, by name; each is fetched only where it is used. */
export type Islands = Record<string, () => Promise<Waking>>;

/** Wakes every island of the page, at once or when it comes on screen. An unknown name stays plain HTML. */
export function wakeIslands(islands: Islands): void {
	const language = document.documentElement.lang;
	if (isLocale(language)) overwriteGetLocale(() => language);
	wakeIn(document, islands);
	document.addEventListener(freshHtml, ({ target }) => wakeIn(target as Element, islands));
}

function wakeIn(root: ParentNode, islands: Islands): void {
	for (const place of root.querySelectorAll<HTMLElement>('[data-island]')) {
		const load = islands[place.dataset['island'] ?? ''];
		if (!load) continue;
		const wake = async () => {
			const props = JSON.parse(place.dataset['props'] ?? '{}') as never;
			const waking = await load();
			if ('wake' in waking) return waking.wake(place, props);
			const { hydrate } = await import('svelte');
			hydrate(waking.default as Component, { target: place, props });
		};
		if (place.dataset['when'] === 'visible') whenVisible(place, wake);
		else if (place.dataset['when'] === 'touched') whenTouched(place, wake);
		else void wake();
	}
}

function whenVisible(place: HTMLElement, wake: () => Promise<void>): void {
	const observer = new IntersectionObserver((entries) => {
		if (!entries.some((entry) => entry.isIntersecting)) return;
		observer.disconnect();
		void wake();
	});
	observer.observe(place);
}

/** A click that comes before the part is awake is given to it once it is. */
function whenTouched(place: HTMLElement, wake: () => Promise<void>): void {
	const around = place.parentElement!;
	const touches = ['pointerenter', 'touchstart', 'focusin'] as const;
	const woken = new AbortController();
	let clicked: HTMLElement | undefined;
	const early = ({ target }: Event) => (clicked = target as HTMLElement);
	place.addEventListener('click', early);
	const touched = async () => {
		woken.abort();
		await wake();
		place.removeEventListener('click', early);
		clicked?.click();
	};
	for (const touch of touches)
		around.addEventListener(touch, () => void touched(), { signal: woken.signal, passive: true });
	if (around.matches(':focus-within')) void touched();
}
