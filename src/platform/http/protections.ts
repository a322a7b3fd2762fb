const contentPolicy =
	"default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/**
 * The headers that every answer carries, as a flat list of names and values. The policy on content is for what is no
 * page; pages bring their own, stricter one.
 */
export function protections(protocol: string): string[] {
	const always = [
		['x-content-type-options', 'nosniff'],
		['content-security-policy', contentPolicy],
		['referrer-policy', 'strict-origin-when-cross-origin'],
		['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
		['cross-origin-opener-policy', 'same-origin']
	];
	if (protocol === 'https') always.push(['strict-transport-security', 'max-age=31536000']);
	return always.flat();
}
