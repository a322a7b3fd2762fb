import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-node';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { words } from './words.config.ts';

const self = ['self'] as const;

export default defineConfig({
	// The server holds the text of its code in memory: a third of it was comments.
	build: { rolldownOptions: { output: { comments: false } } },
	plugins: [
		paraglideVitePlugin(words),
		sveltekit({
			adapter: adapter(),
			csp: {
				mode: 'nonce',
				directives: {
					'default-src': [...self],
					'script-src': [...self],
					'style-src': [...self],
					'img-src': ['self', 'data:'],
					'object-src': ['none'],
					'base-uri': [...self],
					'form-action': [...self],
					'frame-ancestors': ['none']
				}
			}
		})
	]
});
