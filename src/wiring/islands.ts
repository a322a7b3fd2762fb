import { wakeIslands } from '#ui/islands.ts';

/** Every island of the product: its name in `<Island name=…>`, and where its component is. */
wakeIslands({
	Passkey: () => import('#modules/people/Passkey.svelte')
});
