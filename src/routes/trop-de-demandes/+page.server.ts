import { error, fail } from '@sveltejs/kit';
import { pathHere } from '#modules/people/return-path.ts';
import { m } from '#words/messages.js';

/** Nobody comes here by themselves: `#wiring/limits.server.ts` shows this page to who writes too fast. */
export function load({ request }) {
	if (request.method !== 'POST') error(404, m.error_not_found());
}

export const actions = {
	default: async ({ request }) => {
		const typed = await request.formData();
		const fields: { name: string; value: string }[] = [];
		for (const [name, value] of typed)
			if (name !== '' && typeof value === 'string') fields.push({ name, value });
		return fail(429, { address: pathHere(typed.get('')) ?? '/', fields });
	}
};
