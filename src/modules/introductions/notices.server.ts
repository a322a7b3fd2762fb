import { eq } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { answerersFor } from '../allies/subjects.server.ts';
import { notify } from '../notifications/notifying.server.ts';
import { applicationsOf } from './call-reading.server.ts';
import { callApplications, calls } from './calls.tables.ts';
import { introductionWith, pageOf } from './letters.server.ts';
import { sides, subjectOn } from './sides.ts';

type Happened<Name extends 'proposed' | 'agreed' | 'ended'> = HappenedEvent<`introductions.${Name}`>;

/** Tells whoever has not answered yet, on the page of their notifications, that they may be put in touch. */
export async function noticeProposal(
	tx: Database,
	{ details, actorId }: Happened<'proposed'>
): Promise<void> {
	const known = await introductionWith(tx, details.introductionId);
	if (!known || known.introduction.agreedAt || known.introduction.endedAt) return;
	const silent = sides.filter((side) => !known.given.some((answer) => answer.side === side));
	const asked = [];
	for (const side of silent) asked.push(...(await answerersFor(tx, subjectOn(side, known.introduction))));
	await tell(tx, 'proposed', details.introductionId, actorId, asked);
}

/** Tells both sides that they are in touch. */
export async function noticeAgreement(tx: Database, { details, actorId }: Happened<'agreed'>): Promise<void> {
	const known = await introductionWith(tx, details.introductionId);
	await tell(tx, 'agreed', details.introductionId, actorId, known?.who ?? []);
}

/** Tells who had agreed, or proposed it, that it is not this time: nothing says why, nor whose answer it was. */
export async function noticeEnding(tx: Database, { details, actorId }: Happened<'ended'>): Promise<void> {
	const known = await introductionWith(tx, details.introductionId);
	if (!known || known.introduction.ending === 'withdrawn') return;
	const { proposedAs, proposedBy } = known.introduction;
	const isTheirs = ({ id }: { id: string }) => proposedAs === 'facilitator' && proposedBy === id;
	const others = known.who.filter(({ id }) => id !== actorId);
	await tell(
		tx,
		'ended',
		details.introductionId,
		null,
		others.filter((one) => !isTheirs(one))
	);
	const followed = '/gestion/mises-en-relation';
	await tell(tx, 'ended', details.introductionId, null, others.filter(isTheirs), followed);
}

/** Asks those who were put in touch a month ago what came of it. */
export async function noticeOutcomeAsked(
	tx: Database,
	introductionId: string,
	to: { id: string }[]
): Promise<void> {
	await tell(tx, 'outcome-asked', introductionId, null, to);
}

async function tell(
	tx: Database,
	what: 'proposed' | 'agreed' | 'ended' | 'outcome-asked',
	introductionId: string,
	by: string | null,
	to: { id: string }[],
	path = pageOf(introductionId)
): Promise<void> {
	await notify(tx, {
		kind: `introductions.${what}`,
		to: to.map(({ id }) => id),
		by,
		about: `introductions.${what}:${introductionId}`,
		path,
		details: { introductionId }
	});
}

/** Tells every candidate of a decided call that it was decided. */
export async function noticeDecision(
	tx: Database,
	{ details: { callId }, actorId }: HappenedEvent<'introductions.call-decided'>
): Promise<void> {
	const [call] = await tx.select().from(calls).where(eq(calls.id, callId));
	if (!call) return;
	const candidates = [];
	for (const application of await applicationsOf(tx, eq(callApplications.callId, callId)))
		candidates.push(...(await answerersFor(tx, application)));
	await notify(tx, {
		kind: 'introductions.call-decided',
		to: candidates.map(({ id }) => id),
		by: actorId,
		about: `introductions.call-decided:${callId}`,
		path: `/appels/${call.slug}`,
		details: { callId, title: call.title }
	});
}
