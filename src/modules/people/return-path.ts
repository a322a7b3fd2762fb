const longest = 500;
/** Paths that would only turn in circles after sign-in. */
const circles = /^\/(en\/)?(connexion|deconnexion|bienvenue|api)(\/|$|\?)/;

/**
 * An address of this site as path and search, or nothing. An address elsewhere, in any disguise that browsers accept
 * (`//elsewhere`, `/\elsewhere`, control characters), is not of this site.
 */
export function pathHere(path: unknown): string | undefined {
	if (typeof path !== 'string' || path.length > longest) return undefined;
	if (!/^\/(?![/\\])[^\s\\\p{Cc}\p{Cf}]*$/u.test(path)) return undefined;
	const here = 'http://here.invalid';
	if (!URL.canParse(path, here)) return undefined;
	const { origin, pathname, search } = new URL(path, here);
	return origin === here && !pathname.includes('//') ? pathname + search : undefined;
}

/** The page of this site to come back to after sign-in, or `otherwise`. */
export function localPath(path: unknown, otherwise = '/moi'): string {
	const here = pathHere(path);
	return here === undefined || circles.test(here) ? otherwise : here;
}
