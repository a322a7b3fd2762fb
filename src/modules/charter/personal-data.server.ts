import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { m } from '#words/messages.js';
import { organisations } from '../people/people.tables.ts';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { charterVersions } from './charter.tables.ts';
import {
	charterAmendments as amendments,
	charterAmendmentSupports as supports,
	charterComments as comments
} from './revision.tables.ts';
import { charterSignatures as signatures, charterWithdrawals as withdrawals } from './signatures.tables.ts';

/** What the charter holds about a person: signatures, withdrawals, and what they said of its drafts. */
export const charterData: PersonalData = {
	module: 'charter',
	tables: [
		'charter_versions',
		'charter_signatures',
		'charter_withdrawals',
		'charter_comments',
		'charter_amendments',
		'charter_amendment_supports'
	],
	export: async (db, person) => [
		await signaturesHeld(db, person),
		await withdrawalsHeld(db, person),
		await commentsHeld(db, person),
		await amendmentsHeld(db, person),
		await supportsHeld(db, person)
	],
	erase,
	stays: () => [m.charter_stays_organisations(), m.charter_stays_amendments(), m.charter_stays_withdrawals()]
};

/** What one signed for an organisation is the organisation's; what others supported or adopted is theirs as well. */
async function erase(tx: Database, { id }: Person): Promise<void> {
	await tx.delete(signatures).where(and(eq(signatures.personId, id), isNull(signatures.organisationId)));
	// The quality in which one signed is in one's own words, and may name one.
	const unnamed = { personId: null, isNamePublic: false, mandate: '' };
	await tx.update(signatures).set(unnamed).where(eq(signatures.personId, id));
	await tx.update(withdrawals).set({ personId: null, reason: null }).where(eq(withdrawals.personId, id));
	await tx.update(withdrawals).set({ withdrawnBy: null }).where(eq(withdrawals.withdrawnBy, id));
	await tx.delete(supports).where(eq(supports.personId, id));
	await tx.delete(comments).where(eq(comments.personId, id));

	const isSupported = sql`exists (select from charter_amendment_supports where amendment_id = ${amendments.id})`;
	const isOthersToo = or(eq(amendments.outcome, 'adopted'), isSupported);
	await tx
		.update(amendments)
		.set({ personId: null })
		.where(and(eq(amendments.personId, id), isOthersToo));
	await tx.delete(amendments).where(eq(amendments.personId, id));
	await tx.update(amendments).set({ answeredBy: null }).where(eq(amendments.answeredBy, id));

	for (const step of ['draftedBy', 'closedBy', 'validationRecordedBy', 'putInForceBy'] as const)
		await tx
			.update(charterVersions)
			.set({ [step]: null })
			.where(eq(charterVersions[step], id));
}

async function signaturesHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			version: signatures.version,
			name: signatures.name,
			mandate: signatures.mandate,
			reservation: signatures.reservation,
			isNamePublic: signatures.isNamePublic,
			signedAt: signatures.signedAt,
			renewedAt: signatures.renewedAt
		})
		.from(signatures)
		.where(eq(signatures.personId, person.id))
		.orderBy(signatures.signedAt, signatures.id);
	const labels = {
		version: m.charter_data_version(),
		name: m.charter_data_in_name_of(),
		mandate: m.charter_data_mandate(),
		reservation: m.charter_data_reservation(),
		isNamePublic: m.charter_data_is_public(),
		signedAt: m.charter_data_signed(),
		renewedAt: m.charter_data_renewed()
	};
	return { key: 'charter.signatures', title: m.charter_data_signatures(), labels, rows };
}

async function withdrawalsHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			version: withdrawals.version,
			organisation: organisations.name,
			signedAt: withdrawals.signedAt,
			withdrawnAt: withdrawals.withdrawnAt,
			reason: withdrawals.reason
		})
		.from(withdrawals)
		.leftJoin(organisations, eq(organisations.id, withdrawals.organisationId))
		.where(or(eq(withdrawals.personId, person.id), eq(withdrawals.withdrawnBy, person.id)))
		.orderBy(withdrawals.withdrawnAt);
	const labels = {
		version: m.charter_data_version(),
		organisation: m.charter_data_organisation(),
		signedAt: m.charter_data_signed(),
		withdrawnAt: m.charter_data_withdrawn(),
		reason: m.charter_data_reason()
	};
	return { key: 'charter.withdrawals', title: m.charter_data_withdrawals(), labels, rows };
}

async function commentsHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({ text: comments.text, writtenAt: comments.writtenAt })
		.from(comments)
		.where(eq(comments.personId, person.id))
		.orderBy(comments.id);
	const labels = { text: m.charter_data_text(), writtenAt: m.charter_data_written() };
	return { key: 'charter.comments', title: m.charter_data_comments(), labels, rows };
}

async function amendmentsHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({
			text: amendments.text,
			reason: amendments.reason,
			proposedAt: amendments.proposedAt,
			outcome: amendments.outcome,
			answer: amendments.answer
		})
		.from(amendments)
		.where(eq(amendments.personId, person.id))
		.orderBy(amendments.id);
	const labels = {
		text: m.charter_data_text(),
		reason: m.charter_data_reason(),
		proposedAt: m.charter_data_written(),
		outcome: m.charter_data_outcome(),
		answer: m.charter_data_answer()
	};
	return { key: 'charter.amendments', title: m.charter_data_amendments(), labels, rows: rows.map(inWords) };
}

/** What became of a proposal, as people say it. */
function inWords<Row extends { outcome: 'adopted' | 'declined' | null }>(row: Row) {
	const outcomes = { adopted: m.revision_adopted, declined: m.revision_declined };
	return { ...row, outcome: row.outcome && outcomes[row.outcome]() };
}

async function supportsHeld(db: Database, person: Person): Promise<HeldData> {
	const rows = await db
		.select({ text: amendments.text, supportedAt: supports.supportedAt })
		.from(supports)
		.innerJoin(amendments, eq(amendments.id, supports.amendmentId))
		.where(eq(supports.personId, person.id))
		.orderBy(supports.supportedAt);
	const labels = { text: m.charter_data_text(), supportedAt: m.charter_data_written() };
	return { key: 'charter.supports', title: m.charter_data_supports(), labels, rows };
}
