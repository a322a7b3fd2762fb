const longest = 500;
/** Paths that would only turn in circles. */
const circles = /^\/(en\/)?(connexion|deconnexion|bienvenue|api)(\/|$|\?)/;

/**
 * The page of this site to come back to after sign-in, or `otherwise`. An address elsewhere, in any disguise that
 * browsers accept (`//elsewhere`, `/\elsewhere`, control characters), is not a page of this site.
 */
export function localPath(path: unknown, otherwise = '/moi'): string {
	if (typeof path !== 'string' || path.length > longest) return otherwise;
	if (!/^\/(?![/\\])[^\s\\\p{Cc}\p{Cf}]*$/u.test(path)) return otherwise;
	const here = 'http://here.invalid';
	if (!URL.canParse(path, here)) return otherwise;
	const { origin, pathname, search } = new URL(path, here);
	if (origin !== here || pathname.startsWith('//') || circles.test(pathname)) return otherwise;
	return pathname + search;
}
