import { and, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import { m } from '#words/messages.js';
import type { Person } from '../people/people.server.ts';
import type { HeldData, PersonalData } from '../people/personal-data.ts';
import { countSupports } from './making.server.ts';
import {
	proposalAmendments as amendments,
	proposals,
	proposalSupports as supports
} from './proposals.tables.ts';

/** What proposals hold about a person: those that they made, supported and amended. What others support stays, without a name. */
export const proposalsData: PersonalData = {
	module: 'proposals',
	tables: ['proposals', 'proposal_supports', 'proposal_amendments'],
	export: async (db, person) => [
		await madeBy(db, person),
		await supportedBy(db, person),
		await amendedBy(db, person)
	],
	async erase(tx, { id }) {
		const supported = tx.select({ id: supports.proposalId }).from(supports).where(eq(supports.personId, id));
		// Held, in the order in which merging holds them: who supports one meanwhile waits, and both are counted.
		const held = await tx
			.select({ id: proposals.id })
			.from(proposals)
			.where(inArray(proposals.id, supported))
			.orderBy(proposals.id)
			.for('update');
		await tx.delete(supports).where(eq(supports.personId, id));
		await countSupports(
			tx,
			held.map((proposal) => proposal.id)
		);
		await tx.delete(amendments).where(and(eq(amendments.proposedBy, id), isNull(amendments.outcome)));
		const isAlone = sql`${proposals.supports} = 0 and ${proposals.fate} is null
			and not exists (select from ${amendments} a where a.proposal_id = ${proposals.id})
			and not exists (select from ${proposals} other where other.merged_into = ${proposals.id})`;
		const gone = await tx
			.delete(proposals)
			.where(and(eq(proposals.proposedBy, id), isAlone))
			.returning({ proposalId: proposals.id });
		// The search forgets them.
		for (const details of gone) await recordEvent(tx, { name: 'proposals.changed', actorId: null, details });
		await tx.update(proposals).set({ proposedBy: null }).where(eq(proposals.proposedBy, id));
		await tx.update(proposals).set({ decidedBy: null }).where(eq(proposals.decidedBy, id));
		await tx.update(amendments).set({ proposedBy: null }).where(eq(amendments.proposedBy, id));
		await tx.update(amendments).set({ answeredBy: null }).where(eq(amendments.answeredBy, id));
	},
	stays: () => [m.proposals_stays()]
};

async function madeBy(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({ title: proposals.title, text: proposals.text, at: proposals.proposedAt })
		.from(proposals)
		.where(eq(proposals.proposedBy, id))
		.orderBy(proposals.proposedAt);
	const labels = {
		title: m.proposals_field_title(),
		text: m.proposals_field_text(),
		at: m.proposals_held_at()
	};
	return { key: 'proposals.made', title: m.proposals_title(), labels, rows };
}

async function supportedBy(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({ title: proposals.title, joins: supports.joins, since: supports.since })
		.from(supports)
		.innerJoin(proposals, eq(proposals.id, supports.proposalId))
		.where(eq(supports.personId, id))
		.orderBy(supports.since);
	const labels = {
		title: m.proposals_field_title(),
		joins: m.proposals_held_joins(),
		since: m.proposals_held_at()
	};
	return { key: 'proposals.supported', title: m.proposals_held_supported(), labels, rows };
}

async function amendedBy(db: Database, { id }: Person): Promise<HeldData> {
	const rows = await db
		.select({
			title: amendments.title,
			text: amendments.text,
			reason: amendments.reason,
			at: amendments.proposedAt
		})
		.from(amendments)
		.where(eq(amendments.proposedBy, id))
		.orderBy(amendments.id);
	const labels = {
		title: m.proposals_field_title(),
		text: m.proposals_field_text(),
		reason: m.proposals_field_why(),
		at: m.proposals_held_at()
	};
	return { key: 'proposals.amended', title: m.proposals_amendments(), labels, rows };
}
