import { and, asc, eq, gt, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import { recordEvent, type HappenedEvent } from '#platform/events/events.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { formatDate, href } from '#platform/locale.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { charterVersions } from './charter.tables.ts';
import { noticeRenewal } from './notices.server.ts';
import { charterSignatures as signatures, charterWithdrawals as withdrawals } from './signatures.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		/** Who gave signatures of the former version up to this one was asked to sign again; null before the first ones. */
		'charter.renewal-asked': { version: number; former: number; upTo: string | null };
	}
}

/** Thanks a signatory by mail and says what comes next. A signature withdrawn meanwhile is not thanked for. */
export function thankSignatory(origin: string) {
	return async (tx: Database, event: HappenedEvent<'charter.signed'>): Promise<void> => {
		const [signed] = await tx
			.select({
				name: persons.name,
				email: persons.email,
				locale: persons.locale,
				organisation: organisations.name
			})
			.from(signatures)
			.innerJoin(persons, eq(persons.id, signatures.personId))
			.leftJoin(organisations, eq(organisations.id, signatures.organisationId))
			.where(eq(signatures.id, event.details.signatureId));
		if (!signed?.email) return;

		const { name: alliance } = await allianceIn(tx, signed.locale);
		const letter = speaking(signed.locale, () => ({
			subject: m.charter_thanks_subject({ alliance }),
			paragraphs: [
				m.charter_letter_hello({ name: signed.name }),
				signed.organisation
					? m.charter_thanks_organisation({ organisation: signed.organisation })
					: m.charter_thanks_person(),
				m.charter_thanks_next(),
				m.charter_thanks_change()
			],
			action: { label: m.charter_thanks_action(), url: origin + href('/charte/ma-signature') },
			footer: m.charter_letter_footer({ alliance })
		}));
		await queueMail(tx, signed.email, letter);
	};
}

/** Tells a signatory that an administrator withdrew their signature, and why. Who withdraws their own is told nothing. */
export function tellWithdrawal(origin: string) {
	return async (tx: Database, event: HappenedEvent<'charter.signature-withdrawn'>): Promise<void> => {
		const [gone] = await tx
			.select({
				name: persons.name,
				email: persons.email,
				locale: persons.locale,
				reason: withdrawals.reason,
				organisation: organisations.name
			})
			.from(withdrawals)
			.innerJoin(persons, eq(persons.id, withdrawals.personId))
			.leftJoin(organisations, eq(organisations.id, withdrawals.organisationId))
			.where(and(eq(withdrawals.id, event.details.withdrawalId), isNotNull(withdrawals.reason)));
		if (!gone?.email || gone.reason === null) return;

		const { reason, name, organisation } = gone;
		const { name: alliance, email } = await allianceIn(tx, gone.locale);
		const letter = speaking(gone.locale, () => ({
			subject: m.charter_removal_subject({ alliance }),
			paragraphs: [
				m.charter_letter_hello({ name }),
				organisation ? m.charter_removal_organisation({ organisation }) : m.charter_removal_person(),
				reason,
				m.charter_removal_answer({ email })
			],
			action: { label: m.charter_thanks_action(), url: origin + href('/charte/ma-signature') },
			footer: m.charter_letter_footer({ alliance })
		}));
		await queueMail(tx, gone.email, letter);
	};
}

/** When a version replaces another: begins to ask the signatories of the former one to sign it. */
export async function beginRenewal(
	tx: Database,
	{ details: { version, former } }: HappenedEvent<'charter.put-in-force'>
): Promise<void> {
	if (former === null) return;
	const details = { version, former, upTo: null };
	await recordEvent(tx, { name: 'charter.renewal-asked', actorId: null, details });
}

const atOnce = 500;

/**
 * Asks the next five hundred signatories of the former version to sign again, and says how far it went: each is told
 * once, even when the process stops in between, because the letters and how far they went are written together.
 */
export function askToSignAgain(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'charter.renewal-asked'>): Promise<void> => {
		const { version, former, upTo } = details;
		const people = await awaitedPeople(tx, former, upTo);
		const renewUntil = await renewalWindow(tx, version);
		if (people.length === 0 || renewUntil === null) return;

		await noticeRenewal(tx, { version, former }, people);
		for (const person of people) await askPerson(tx, origin, person, renewUntil);
		const reached = { version, former, upTo: people.at(-1)!.signatureId };
		await recordEvent(tx, { name: 'charter.renewal-asked', actorId: null, details: reached });
	};
}

type Awaited = {
	/** The first signature that the person gave to the former version. */
	signatureId: string;
	id: string;
	name: string;
	email: string;
	locale: 'fr' | 'en';
	signatories: string[];
};

async function awaitedPeople(tx: Database, former: number, upTo: string | null): Promise<Awaited[]> {
	const isAwaited = and(eq(signatures.version, former), isNull(signatures.renewedAt));
	const another = sql`select from charter_signatures other
		where other.person_id = ${signatures.personId} and other.version = ${former}`;
	// One line for each person, which does not move when they sign again between two batches.
	const isTheirFirst = sql`not exists (${another} and other.id < ${signatures.id})`;
	const isPersonAwaited = sql`exists (${another} and other.renewed_at is null)`;
	const people = await tx
		.select({
			signatureId: signatures.id,
			id: persons.id,
			name: persons.name,
			email: persons.email,
			locale: persons.locale
		})
		.from(signatures)
		.innerJoin(persons, eq(persons.id, signatures.personId))
		.where(
			and(
				eq(signatures.version, former),
				isTheirFirst,
				isPersonAwaited,
				isNotNull(persons.email),
				upTo === null ? undefined : gt(signatures.id, upTo)
			)
		)
		.orderBy(asc(signatures.id))
		.limit(atOnce);
	const ids = people.map(({ id }) => id);
	const given = await tx
		.select({ personId: signatures.personId, name: signatures.name })
		.from(signatures)
		.where(and(isAwaited, inArray(signatures.personId, ids)))
		.orderBy(asc(signatures.signedAt));
	return people.map((person) => ({
		...person,
		email: person.email!,
		signatories: given.filter(({ personId }) => personId === person.id).map(({ name }) => name)
	}));
}

async function renewalWindow(tx: Database, version: number): Promise<string | null> {
	const [found] = await tx
		.select({ renewUntil: charterVersions.renewUntil })
		.from(charterVersions)
		.where(eq(charterVersions.number, version));
	return found?.renewUntil ?? null;
}

async function askPerson(tx: Database, origin: string, person: Awaited, renewUntil: string): Promise<void> {
	const { name: alliance } = await allianceIn(tx, person.locale);
	const letter = speaking(person.locale, () => ({
		subject: m.charter_renewal_subject({ alliance }),
		paragraphs: [
			m.charter_letter_hello({ name: person.name }),
			m.charter_renewal_what({ alliance, signatories: person.signatories.join(', ') }),
			m.charter_renewal_until({ day: formatDate(renewUntil) }),
			m.charter_renewal_free()
		],
		action: { label: m.charter_renewal_action(), url: origin + href('/charte/signer') },
		footer: m.charter_letter_footer({ alliance })
	}));
	await queueMail(tx, person.email, letter);
}
