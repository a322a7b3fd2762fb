import { formatDate } from '#platform/locale.ts';
import { m } from '#words/messages.js';
import type { IntroductionView } from './reading.server.ts';

type Colour = 'fir' | 'brick' | 'saffron' | 'horizon';

/** Where an introduction stands for whoever reads it, in a word with its colour. */
export function standingTag(view: Pick<IntroductionView, 'standing'>): { label: string; colour?: Colour } {
	const tags: Record<IntroductionView['standing'], { label: string; colour?: Colour }> = {
		'to-answer': { label: m.introductions_standing_to_answer(), colour: 'brick' },
		waiting: { label: m.introductions_standing_waiting(), colour: 'saffron' },
		agreed: { label: m.introductions_standing_agreed(), colour: 'fir' },
		'not-this-time': { label: m.introductions_standing_not_this_time() },
		'declined-by-us': { label: m.introductions_standing_declined() },
		withdrawn: { label: m.introductions_standing_withdrawn() },
		expired: { label: m.introductions_standing_expired() }
	};
	return tags[view.standing];
}

/** Where an introduction stands, in a sentence that says what comes next. */
export function standingSentence(view: IntroductionView): string {
	const day = formatDate(view.expiresAt);
	const sentences: Record<IntroductionView['standing'], () => string> = {
		'to-answer': () => m.introductions_says_to_answer({ day }),
		waiting: () => m.introductions_says_waiting({ day }),
		agreed: () => m.introductions_says_agreed(),
		'not-this-time': () => m.introductions_says_not_this_time(),
		'declined-by-us': () => m.introductions_says_declined(),
		withdrawn: () => m.introductions_says_withdrawn(),
		expired: () => m.introductions_says_expired()
	};
	return sentences[view.standing]();
}

/** How an introduction is called in a list: with whom, as far as one knows. */
export function introductionTitle({ other }: Pick<IntroductionView, 'other'>): string {
	return other === null ? m.introductions_with_somebody() : m.introductions_with({ name: other });
}

/** The first message that one may send to whoever one is in touch with. */
export function firstMessage(view: IntroductionView, alliance: string): { subject: string; body: string } {
	const about = view.need?.sentence ?? view.word;
	return {
		subject: m.introductions_first_subject({ alliance }),
		body: m.introductions_first_body({ name: view.contact?.name ?? view.other ?? '', about, alliance })
	};
}
