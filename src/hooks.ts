import type { Reroute, Transport } from '@sveltejs/kit/hooks';
import { splitPath } from '#platform/locale.ts';

/** `/en/charte` is the route `/charte`, in English. */
export const reroute: Reroute = ({ url }) => splitPath(url.pathname).path;

/**
 * No page reads its data in the browser (`csr` is false), yet SvelteKit would write it all out as JavaScript before leaving it out of the
 * page. Here each thing is nothing to write: a tenth of the processor time of a page with many links.
 */
export const transport: Transport = {
	nothing: { encode: (thing: unknown) => typeof thing === 'object' && 1, decode: () => undefined }
};
