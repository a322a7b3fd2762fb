import { m } from '#words/messages.js';
import type { NoticeFamily, NoticeKind, NoticeKindName, NoticeKinds } from '../notifications/notice-kinds.ts';
import type { Fate } from './proposals.tables.ts';

type Told = { title: string };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'proposals.amended': Told;
		'proposals.answered': Told & { isTaken: boolean };
		'proposals.decided': Told & { fate: Fate };
	}
}

/** The proposals of assemblies, as one chooses how to be told of them. */
export const proposalsFamily: NoticeFamily = {
	name: 'proposals',
	title: () => m.proposals_title(),
	about: () => m.proposals_notices_about()
};

/** What people are told of the proposals that they made, amended or support. */
export const proposalsNotices: NoticeKinds<Extract<NoticeKindName, `proposals.${string}`>> = {
	'proposals.amended': told(({ title }) => m.proposals_notice_amended({ title })),
	'proposals.answered': told(({ title, isTaken }) =>
		isTaken ? m.proposals_notice_taken({ title }) : m.proposals_notice_declined({ title })
	),
	'proposals.decided': told(({ title, fate }) => fateTold[fate]({ title }))
};

const fateTold = {
	kept: m.proposals_notice_kept,
	aside: m.proposals_notice_aside,
	merged: m.proposals_notice_merged
};

/** Proposals are public: whoever was told of one may still read it. */
function told<Details extends Told>(title: (told: Details) => string): NoticeKind<Details> {
	return {
		...{ family: 'proposals', mail: 'weekly', title },
		stillSees: (_, personIds) => Promise.resolve(personIds.map(() => true))
	};
}
