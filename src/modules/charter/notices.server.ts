import { and, inArray, isNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import type { NoticeFamily, NoticeKindName, NoticeKinds } from '../notifications/notice-kinds.ts';
import { notify } from '../notifications/notifying.server.ts';
import { charterSignatures as signatures } from './signatures.tables.ts';

type Renewal = { version: number; former: number };

declare module '../notifications/notice-kinds.ts' {
	interface NoticeDetails {
		'charter.renewal': Renewal;
	}
}

/** Under what one chooses to be told of the charter. */
export const charterFamily: NoticeFamily = {
	name: 'charter',
	title: () => m.charter_notices(),
	about: () => m.charter_notices_about()
};

/** What people are told of the charter, with a letter of its own. */
export const charterNotices: NoticeKinds<Extract<NoticeKindName, `charter.${string}`>> = {
	'charter.renewal': {
		family: 'charter',
		mail: 'by-letter',
		title: () => m.charter_notice_renewal(),
		stillSees: isStillAwaited
	}
};

/** Whether each person still has a signature of the former version that they have not renewed. */
async function isStillAwaited(db: Database, personIds: string[], details: Renewal[]): Promise<boolean[]> {
	const given = await db
		.select({ personId: signatures.personId, version: signatures.version })
		.from(signatures)
		.where(and(inArray(signatures.personId, personIds), isNull(signatures.renewedAt)));
	return details.map(({ former }, index) =>
		given.some(({ personId, version }) => personId === personIds[index] && version === former)
	);
}

/** Asks people on the page of their notifications to sign the charter again. */
export async function noticeRenewal(tx: Database, renewal: Renewal, to: { id: string }[]): Promise<void> {
	await notify(tx, {
		kind: 'charter.renewal',
		to: to.map(({ id }) => id),
		by: null,
		about: `charter.version:${renewal.version}`,
		path: '/charte/signer',
		details: renewal
	});
}
