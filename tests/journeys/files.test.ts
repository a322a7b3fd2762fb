import { describe, expect, test } from 'vitest';
import { product, somewhere } from './visitor.ts';

describe('files', () => {
	test.for([
		[1, 422, 'Votre envoi est trop gros'],
		[17, 413, '16 Mo au plus']
	] as const)(
		'a film of %d MB in a form that asks for no file is refused in words',
		async ([size, status, words]) => {
			const body = new FormData();
			body.set('film', new File([new Uint8Array(size << 20)], 'film.mp4'));
			const headers = { origin: product, ...somewhere() };
			const answer = await fetch(`${product}/connexion`, { method: 'POST', body, headers });
			expect(answer.status).toBe(status);
			expect(await answer.text()).toContain(words);
		}
	);

	test.for(['018f0000-0000-7000-8000-000000000009', 'nothing', '..%2f..%2fsecret'])(
		'the address of a file that is not there, “%s”, is told as any other',
		async (id) => {
			for (const path of [`/fichiers/${id}/logo.webp`, `/en/fichiers/${id}/logo.webp?taille=160`]) {
				const answer = await fetch(product + path);
				expect(answer.status, path).toBe(404);
				expect(await answer.text(), path).toContain('<h1');
			}
		}
	);
});
