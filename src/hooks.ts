import type { Reroute } from '@sveltejs/kit/hooks';
import { splitPath } from '#platform/locale.ts';

/** `/en/charte` is the route `/charte`, in English. */
export const reroute: Reroute = ({ url }) => splitPath(url.pathname).path;
