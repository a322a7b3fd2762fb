import { m } from '#words/messages.js';
import { areMembers } from '../communities/visible.server.ts';
import type { NoticeFamily, NoticeKind, NoticeKinds } from '../notifications/notice-kinds.ts';

type TopicTold = { groupId: string; title: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'topics.chosen': TopicTold & { session: string };
		'topics.set-aside': TopicTold;
	}
}

/** The subjects asked for, as one chooses how to be told of them. */
export const topicsFamily: NoticeFamily = {
	name: 'topics',
	title: () => m.topics_title(),
	about: () => m.topics_notices_about()
};

/** What people are told of the subjects that they asked for or support. */
export const topicsNotices: NoticeKinds<'topics.chosen' | 'topics.set-aside'> = {
	'topics.chosen': told(({ title, session }) => m.topics_notice_chosen({ title, session })),
	'topics.set-aside': told(({ title }) => m.topics_notice_set_aside({ title }))
};

function told<Told extends TopicTold>(title: (told: Told) => string): NoticeKind<Told> {
	return {
		...{ family: 'topics', mail: 'weekly', title },
		stillSees: (db, personIds, tellings) =>
			areMembers(
				db,
				personIds,
				tellings.map(({ groupId }) => groupId)
			)
	};
}
