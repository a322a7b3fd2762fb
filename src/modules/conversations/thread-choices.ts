/** Which threads of a group: all, questions that wait for an answer, or those with something that one has not read. */
export const threadChoices = ['all', 'questions', 'unread'] as const;
export type ThreadChoice = (typeof threadChoices)[number];

/** The choice that an address carries (`?choix=`), all by default. */
export function threadChoiceIn(search: URLSearchParams): ThreadChoice {
	const asked = search.get('choix');
	return asked === 'questions' ? 'questions' : asked === 'non-lus' ? 'unread' : 'all';
}

/** What an address carries for a choice. */
export const choiceInAddress: Record<ThreadChoice, string> = {
	all: '',
	questions: '?choix=questions',
	unread: '?choix=non-lus'
};
