import { redirect } from '@sveltejs/kit';
import { href } from '#platform/locale.ts';
import { signOut } from '#wiring/sign-in.server.ts';

export function load({ locals }) {
	if (!locals.person) redirect(303, href('/'));
}

export const actions = {
	default: async (event) => {
		await signOut(event);
		redirect(303, href('/'));
	}
};
