import { locale } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { BuddySide, HowItGoes } from './buddy-names.ts';
import type { Shared } from './pairing-facts.ts';
import type { PairRead } from './reading.server.ts';

/** What one is in a pair. */
export function sideName(side: BuddySide): string {
	return side === 'veteran' ? m.buddies_veteran() : m.buddies_newcomer();
}

/** A language in the language of the page. */
export function languageName(code: string): string {
	return new Intl.DisplayNames(locale(), { type: 'language' }).of(code) ?? code;
}

/** Languages one after the other, in words. */
export function languagesNamed(codes: string[]): string {
	return listed(codes.map(languageName));
}

function listed(words: string[]): string {
	return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(words);
}

/** Why two people are proposed to each other, in one line: the skills, the territory, the languages. */
export function whyTogether({ needed, common, area, placeLabel, languages }: Shared): string {
	const areas = {
		place: () => (placeLabel ? m.buddies_why_place({ place: placeLabel }) : m.buddies_why_same_place()),
		departement: () => m.buddies_why_departement(),
		region: () => m.buddies_why_region()
	};
	const reasons = [
		...(needed.length > 0 ? [m.buddies_why_needed({ skills: listed(needed) })] : []),
		...(common.length > 0 ? [m.buddies_why_common({ skills: listed(common) })] : []),
		...(area ? [areas[area]()] : []),
		m.buddies_why_languages({ languages: languagesNamed(languages) })
	];
	return reasons.join(' · ');
}

/** How it goes, as one answers in one click. */
export function howItGoesName(answer: HowItGoes): string {
	const names: Record<HowItGoes, () => string> = {
		well: m.buddies_goes_well,
		slowly: m.buddies_goes_slowly,
		'not-yet': m.buddies_goes_not_yet
	};
	return names[answer]();
}

/** How a pair stands, in words. */
export function standingName(standing: PairRead['standing']): string {
	const names: Record<PairRead['standing'], () => string> = {
		proposed: m.buddies_standing_proposed,
		waiting: m.buddies_standing_waiting,
		agreed: m.buddies_standing_agreed,
		'not-this-time': m.buddies_standing_not_this_time,
		finished: m.buddies_standing_finished
	};
	return names[standing]();
}
