import { baseLocale, getLocale, locales } from '#words/runtime.js';

export type Locale = (typeof locales)[number];

/** The language in which the current page, mail or job speaks. */
export function locale(): Locale {
	return getLocale();
}

/** The address of a page in the current language: `/charte` in French, `/en/charte` in English. */
export function href(path: string, language: Locale = getLocale()): string {
	if (language === baseLocale) return path;
	return path === '/' ? `/${language}` : `/${language}${path}`;
}

/** Splits an address into its language and the path that the routes know. */
export function splitPath(pathname: string): { language: Locale; path: string } {
	const first = pathname.split('/', 2)[1];
	const language = locales.find((known) => known === first && known !== baseLocale);
	if (!language) return { language: baseLocale, path: pathname };
	// Without its language, `/en//elsewhere` would be the address of another site.
	return { language, path: `/${pathname.slice(language.length + 1).replace(/^\/+/, '')}` };
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
const numberFormats = new Map<string, Intl.NumberFormat>();

/** A moment or a calendar day (`2023-12-14`) in words, by default as in “14 décembre 2023”, in Paris time. */
export function formatDate(
	moment: Date | string,
	options: Intl.DateTimeFormatOptions = { dateStyle: 'long' }
): string {
	const isDay = typeof moment === 'string' && moment.length === 10;
	const timeZone = isDay ? 'UTC' : 'Europe/Paris';
	const key = getLocale() + timeZone + JSON.stringify(options);
	let format = dateFormats.get(key);
	if (!format)
		dateFormats.set(key, (format = new Intl.DateTimeFormat(getLocale(), { timeZone, ...options })));
	return inFrench(format.format(new Date(moment)));
}

/** French writes “1er janvier”, and does not leave the number of a day alone at the end of a line. */
function inFrench(date: string): string {
	if (getLocale() !== 'fr') return date;
	return date.replace(/\b(\d{1,2}) (?=\p{L})/u, (_, day: string) => `${day === '1' ? '1er' : day}\u00A0`);
}

/** The hour of a moment where the clock says so, in Paris by default: “14 h”, “14 h 15”, or “14:00” in English. */
export function formatHour(moment: Date, timeZone = 'Europe/Paris'): string {
	const time = formatDate(moment, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
	if (getLocale() !== 'fr') return time;
	const [hour, minute] = time.split(':');
	return minute === '00' ? `${Number(hour)}\u00A0h` : `${Number(hour)}\u00A0h\u00A0${minute}`;
}

/** A number with the separators of the current language. */
export function formatNumber(number: number): string {
	let format = numberFormats.get(getLocale());
	if (!format) numberFormats.set(getLocale(), (format = new Intl.NumberFormat(getLocale())));
	return format.format(number);
}
