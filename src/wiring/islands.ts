import { wakeIslands } from '#ui/islands.ts';

/** Every island of the product: its name in `<Island name=…>`, and where its component is. */
wakeIslands({
	PasskeyAdding: () => import('#modules/people/PasskeyAdding.svelte'),
	PasskeySignIn: () => import('#modules/people/PasskeySignIn.svelte')
});
