import { readdirSync } from 'node:fs';
import { expect } from 'vitest';
import { product, somewhere } from './visitor.ts';

/** Somebody who asks for pages over HTTP, signed in or not. */
export type Asker = { cookie: string; from: Record<string, string> };

export const anybody = (): Asker => ({ cookie: '', from: somewhere() });

/** Signs in as one of the personas of the demonstration. */
export async function asPersona(personnage: string): Promise<Asker> {
	const from = somewhere();
	const answer = await sent({ cookie: '', from }, '/demonstration/personnage', { personnage });
	const cookie = answer.headers.getSetCookie().map((line) => line.split(';')[0]);
	return { from, cookie: cookie.join('; ') };
}

/** Sends a form, and expects that it led somewhere. */
export async function sent(
	{ cookie, from }: Asker,
	path: string,
	fields: Record<string, string> | FormData
): Promise<Response> {
	const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
	const headers = { origin: product, cookie, ...from };
	const answer = await fetch(product + path, { method: 'POST', body, headers, redirect: 'manual' });
	const said = answer.status === 303 ? '' : /<main.*<\/main>/s.exec(await answer.text())?.[0];
	expect(answer.status, `${path}: ${said?.replace(/<[^>]+>|\s+/g, ' ').slice(0, 400)}`).toBe(303);
	return answer;
}

/** All that an answer says: its status, headers and body, as somebody gets them. */
export async function read({ cookie, from }: Asker, path: string): Promise<string> {
	const headers = {
		cookie,
		accept: path.includes('__data.json') ? 'application/json' : 'text/html',
		...from
	};
	const answer = await fetch(product + path, { headers, redirect: 'manual' });
	expect(answer.status, path).toBeLessThan(500);
	expect(answer.status, path).not.toBe(429);
	return `${JSON.stringify([...answer.headers])}\n${await answer.text()}`;
}

/** The addresses that the folder of routes answers, with its parameters between brackets. */
export function routes(): string[] {
	const files = readdirSync('src/routes', { recursive: true, encoding: 'utf8' });
	const pages = files.filter((file) => /(^|\/)\+(page\.svelte|server\.ts)$/.test(file));
	return [...new Set(pages.map((file) => `/${file.replace(/\/?\+[^/]+$/, '')}`))];
}

/**
 * Reads every address that the site answers, in both languages, for somebody: those of routes without parameters, those that
 * these pages lead to (a few of each kind), and `more`. Gives what each of them said.
 */
export async function everythingRead(asker: Asker, more: string[]): Promise<Map<string, string>> {
	const known = routes();
	const plain = known.filter((route) => !route.includes('['));
	const said = new Map<string, string>();
	for (const path of [...plain, ...more]) said.set(path, await read(asker, path));
	const linked = [...said.values()].flatMap((body) =>
		[...body.matchAll(/(?:href|src)="(\/[^"#]*)"/g)].map(([, path]) => path!.replaceAll('&amp;', '&'))
	);
	for (const route of known.filter((one) => one.includes('['))) {
		const isOfRoute = patternOf(route);
		const paths = [...new Set(linked)].filter((path) => isOfRoute.test(path.split('?')[0]!)).slice(0, 4);
		for (const path of paths) if (!said.has(path)) said.set(path, await read(asker, path));
	}
	for (const path of [...said.keys()]) {
		if (/\.\w+($|\?)|^\/(api|sante|en)/.test(path)) continue;
		const [way, search] = path.split('?');
		said.set(`/en${path}`, await read(asker, `/en${path}`));
		const data = `${way === '/' ? '' : way}/__data.json${search ? `?${search}` : ''}`;
		said.set(data, await read(asker, data));
	}
	return said;
}

/** The routes that none of these addresses asked for. */
export function unasked(paths: Iterable<string>): string[] {
	const asked = [...paths].map((path) => path.split('?')[0]!);
	return routes().filter((route) => !asked.some((path) => patternOf(route).test(path)));
}

function patternOf(route: string): RegExp {
	const parts = route.split(/(\[[^\]]+\])/).map((part) => {
		if (part.startsWith('[...')) return '.+';
		return part.startsWith('[') ? '[^/]+?' : part.replaceAll('.', '\\.');
	});
	return new RegExp(`^${parts.join('')}$`);
}
