/** The headers that every answer carries, as a flat list of names and values. The application adds the policy on content. */
export function protections(origin: string | undefined): string[] {
	const always = [
		['x-content-type-options', 'nosniff'],
		['referrer-policy', 'strict-origin-when-cross-origin'],
		['permissions-policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()'],
		['cross-origin-opener-policy', 'same-origin']
	];
	if (origin?.startsWith('https:')) always.push(['strict-transport-security', 'max-age=31536000']);
	return always.flat();
}
