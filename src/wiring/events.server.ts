import {
	tellCancellation,
	tellLapse,
	tellMove,
	tellOffer,
	tellRegistration
} from '#modules/agenda/registration-letters.server.ts';
import { tellMeeting, tellWish } from '#modules/agenda/wish-letters.server.ts';
import {
	noticeCancellation,
	noticeLapse,
	noticeMove,
	noticeOffer,
	noticePresences
} from '#modules/agenda/notices.server.ts';
import { refileGathering } from '#modules/agenda/searchable.server.ts';
import { tellDecision, tellKeepers } from '#modules/allies/claim-letters.server.ts';
import { noticeClaim, noticeClaimDecided } from '#modules/allies/claim-notices.server.ts';
import { giveBackAll } from '#modules/responsibilities/taking.server.ts';
import { leaveBuddies } from '#modules/buddies/offering.server.ts';
import { eraseUnended } from '#modules/cases/telling.server.ts';
import { tellInvited } from '#modules/communities/letters.server.ts';
import { noticeAnswer, noticeRequest } from '#modules/communities/notices.server.ts';
import { refileGroup } from '#modules/communities/searchable.server.ts';
import { refileThread, refileThreadsOf } from '#modules/conversations/searchable.server.ts';
import {
	openPageOfFounded,
	readdressRenamed,
	refilePages,
	refreshAffiliated
} from '#modules/allies/following.server.ts';
import { followMergedSkill } from '#modules/allies/skill-following.server.ts';
import {
	askToSignAgain,
	beginRenewal,
	tellWithdrawal,
	thankSignatory
} from '#modules/charter/letters.server.ts';
import { renameSignatory } from '#modules/charter/my-signatures.server.ts';
import { refileArticles } from '#modules/charter/searchable.server.ts';
import { refileProposal, refileProposalsOf } from '#modules/proposals/searchable.server.ts';
import { refileMergedSkills, refileSkill } from '#modules/skills/searchable.server.ts';
import { tellCandidates } from '#modules/introductions/call-letters.server.ts';
import { askSides, tellAgreement, tellEnding } from '#modules/introductions/letters.server.ts';
import {
	noticeAgreement,
	noticeDecision,
	noticeEnding,
	noticeProposal
} from '#modules/introductions/notices.server.ts';
import { followMergedSkill as followInNeeds } from '#modules/introductions/skill-following.server.ts';
import type { EventHandlers } from '#platform/events/events.server.ts';
import { tellGathering, tellPresences, tellSignature } from './evidence.server.ts';
import { origin, secret } from './sign-in.server.ts';

/** Who does what when something happened: the one list of all handlers. */
export const handlers: EventHandlers = {
	'agenda.planned': { 'file-in-search': refileGathering },
	'agenda.registered': { 'tell-registration': tellRegistration(origin) },
	'agenda.seat-offered': { 'tell-offer': tellOffer(origin, secret), 'notice-offer': noticeOffer },
	'agenda.seat-lapsed': { 'tell-lapse': tellLapse(origin), 'notice-lapse': noticeLapse },
	'agenda.wished': { 'tell-wish': tellWish(origin) },
	'agenda.wishes-met': { 'tell-meeting': tellMeeting(origin) },
	'agenda.changed': {
		'file-in-search': refileGathering,
		'tell-move': tellMove(origin),
		'notice-move': noticeMove,
		'follow-in-circles': (tx, { details }) => tellGathering(tx, details.gatheringId)
	},
	'agenda.cancelled': {
		'file-in-search': refileGathering,
		'tell-cancellation': tellCancellation(origin),
		'notice-cancellation': noticeCancellation,
		'leave-circle': (tx, { details }) => tellGathering(tx, details.gatheringId)
	},
	'assembly.published': { 'file-proposals': refileProposalsOf },
	'proposals.made': { 'file-in-search': refileProposal },
	'proposals.changed': { 'file-in-search': refileProposal },
	'charter.signed': {
		'thank-signatory': thankSignatory(origin),
		'place-in-circle': (tx, { details }) => tellSignature(tx, details.signatureId)
	},
	'charter.signature-changed': {
		'place-in-circle': (tx, { details }) => tellSignature(tx, details.signatureId)
	},
	'charter.signature-withdrawn': {
		'tell-withdrawal': tellWithdrawal(origin),
		'leave-circle': (tx, { details }) => tellSignature(tx, details.withdrawalId)
	},
	'charter.put-in-force': { 'begin-renewal': beginRenewal, 'file-in-search': refileArticles },
	'charter.renewal-asked': { 'ask-to-sign-again': askToSignAgain(origin) },
	'agenda.attended': {
		'place-in-circle': (tx, { details }) => tellPresences(tx, details),
		'notice-presences': noticePresences
	},
	'agenda.attendance-corrected': { 'leave-circle': (tx, { details }) => tellPresences(tx, details) },
	'allies.claimed': { 'tell-keepers': tellKeepers(origin), 'notice-claim': noticeClaim },
	'allies.claim-decided': { 'tell-decision': tellDecision(origin), 'notice-decision': noticeClaimDecided },
	'allies.pages-changed': { 'file-in-search': refilePages },
	'communities.opened': { 'file-in-search': refileGroup },
	'communities.changed': { 'file-in-search': refileGroup, 'file-threads': refileThreadsOf },
	'communities.closed': { 'file-in-search': refileGroup },
	'communities.left': {
		'erase-cases': eraseUnended,
		'leave-buddies': leaveBuddies,
		'give-back-roles': giveBackAll
	},
	'communities.asked': { 'notice-request': noticeRequest },
	'communities.decided': { 'notice-answer': noticeAnswer },
	'communities.invited': { 'tell-invited': tellInvited(origin) },
	'conversations.said': { 'file-in-search': refileThread },
	'conversations.edited': { 'file-in-search': refileThread },
	'conversations.withdrawn': { 'file-in-search': refileThread },
	'conversations.moderated': { 'file-in-search': refileThread },
	'conversations.emptied': { 'file-in-search': refileThread },
	'introductions.call-decided': {
		'tell-candidates': tellCandidates(origin),
		'notice-decision': noticeDecision
	},
	'introductions.proposed': { 'ask-sides': askSides(origin), 'notice-proposal': noticeProposal },
	'introductions.agreed': { 'tell-agreement': tellAgreement(origin), 'notice-agreement': noticeAgreement },
	'introductions.ended': { 'tell-ending': tellEnding(origin), 'notice-ending': noticeEnding },
	'people.organisation-founded': { 'open-page': openPageOfFounded },
	'people.affiliated': { 'refresh-pages': refreshAffiliated },
	'people.affiliation-ended': { 'refresh-pages': refreshAffiliated },
	'people.renamed': { 'rename-signatory': renameSignatory, 'readdress-page': readdressRenamed },
	'skills.added': { 'file-in-search': refileSkill },
	'skills.changed': { 'file-in-search': refileSkill },
	'skills.retired': { 'file-in-search': refileSkill },
	'skills.brought-back': { 'file-in-search': refileSkill },
	'skills.merged': {
		'follow-merged-skill': followMergedSkill,
		'follow-in-needs': followInNeeds,
		'file-in-search': refileMergedSkills
	}
};
