/** What the address of who asks says about the site of the organisation. */
export type Likeness = 'same' | 'other' | 'anybody' | 'no-site';

/** Where anybody may have an address: it says nothing of where one works. */
const openToAnybody = new Set(
	`gmail.com googlemail.com outlook.com outlook.fr hotmail.com hotmail.fr live.com live.fr msn.com yahoo.com yahoo.fr
	orange.fr wanadoo.fr free.fr sfr.fr neuf.fr laposte.net bbox.fr icloud.com me.com proton.me protonmail.com gmx.com gmx.fr
	mailo.com mailo.fr riseup.net zaclys.net posteo.net tutanota.com aol.com numericable.fr`.split(/\s+/)
);

/** Compares an address of mail with a site: its domain, or one under the other. */
export function likeness(email: string | null, website: string | null): Likeness {
	const domain = email?.split('@').at(-1)?.toLowerCase() ?? '';
	if (openToAnybody.has(domain)) return 'anybody';
	const host = website && URL.canParse(website) ? new URL(website).hostname.replace(/^www\./, '') : '';
	if (!host || !domain) return 'no-site';
	const isUnder = (one: string, other: string) => one === other || one.endsWith(`.${other}`);
	return isUnder(domain, host) || isUnder(host, domain) ? 'same' : 'other';
}
