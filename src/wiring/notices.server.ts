import { agendaFamilies, agendaNotices } from '#modules/agenda/notice-kinds.server.ts';
import { allyFamily, allyNotices } from '#modules/allies/claim-notices.server.ts';
import { charterFamily, charterNotices } from '#modules/charter/notices.server.ts';
import { communitiesFamily, communitiesNotices } from '#modules/communities/notices.server.ts';
import { conversationFamilies, conversationNotices } from '#modules/conversations/notice-kinds.server.ts';
import { introductionFamilies, introductionNotices } from '#modules/introductions/notice-kinds.server.ts';
import {
	responsibilitiesFamily,
	responsibilitiesNotices
} from '#modules/responsibilities/notice-kinds.server.ts';
import { buddiesFamily, buddiesNotices } from '#modules/buddies/notice-kinds.server.ts';
import { topicsFamily, topicsNotices } from '#modules/topics/notice-kinds.server.ts';
import { casesFamily, casesNotices } from '#modules/cases/notice-kinds.server.ts';
import { proposalsFamily, proposalsNotices } from '#modules/proposals/notice-kinds.server.ts';
import type { NoticeCatalogue } from '#modules/notifications/notice-kinds.ts';
import type { Post } from '#modules/notifications/unsubscribing.server.ts';
import { replyPost } from './reply-post.server.ts';
import { origin, secret } from './sign-in.server.ts';

/** Everything of which people are told, and the families under which they choose how, in the order in which one reads them. */
export const catalogue: NoticeCatalogue = {
	families: [
		...conversationFamilies,
		communitiesFamily,
		...agendaFamilies,
		...introductionFamilies,
		allyFamily,
		charterFamily,
		responsibilitiesFamily,
		buddiesFamily,
		topicsFamily,
		casesFamily,
		proposalsFamily
	],
	kinds: {
		...conversationNotices(replyPost),
		...communitiesNotices,
		...agendaNotices,
		...introductionNotices,
		...allyNotices,
		...charterNotices,
		...responsibilitiesNotices,
		...buddiesNotices,
		...topicsNotices,
		...casesNotices,
		...proposalsNotices
	}
};

/** Who sends them by mail. */
export const post: Post = { catalogue, origin, secret };
