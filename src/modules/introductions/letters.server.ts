import { eq, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { href, type Locale } from '#platform/locale.ts';
import type { WayOut } from '#platform/mail/letter.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { answerersFor } from '../allies/subjects.server.ts';
import { allianceIn } from '../people/alliance.server.ts';
import { persons } from '../people/people.tables.ts';
import { answers, introductions } from './introductions.tables.ts';
import { sides, subjectOn, type Side } from './sides.ts';

type Addressee = { name: string; email: string; locale: Locale };

/** Asks whoever has not answered yet whether they wish to be put in touch. */
export function askSides(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'introductions.proposed'>): Promise<void> => {
		const known = await introductionWith(tx, details.introductionId);
		if (!known || known.introduction.agreedAt || known.introduction.endedAt) return;
		const silent = sides.filter((side) => !known.given.some((answer) => answer.side === side));
		for (const side of silent)
			for (const answerer of await answerersFor(tx, subjectOn(side, known.introduction)))
				await send(
					tx,
					origin,
					answerer,
					() => ({
						subject: m.introductions_letter_ask_subject(),
						paragraphs: [
							wayOf(known.introduction.proposedAs, side),
							m.introductions_letter_quote({ word: known.introduction.word }),
							m.introductions_letter_ask_free()
						],
						action: m.introductions_letter_ask_action()
					}),
					pageOf(details.introductionId)
				);
	};
}

/** The page of an introduction, for its two sides. */
export function pageOf(introductionId: string): string {
	return `/aide/mises-en-relation/${introductionId}`;
}

function wayOf(proposedAs: string, side: Side): string {
	if (proposedAs === 'facilitator') return m.introductions_letter_ask_facilitator();
	return side === 'helper' ? m.introductions_letter_ask_helper() : m.introductions_letter_ask_asker();
}

/** Tells both sides that they are in touch; how to reach the other is on the page, which only they may open. */
export function tellAgreement(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'introductions.agreed'>): Promise<void> => {
		const known = await introductionWith(tx, details.introductionId);
		const words = () => ({
			subject: m.introductions_letter_agreed_subject(),
			paragraphs: [m.introductions_letter_agreed_text(), m.introductions_letter_agreed_next()],
			action: m.introductions_letter_agreed_action()
		});
		for (const addressee of known?.who ?? [])
			await send(tx, origin, addressee, words, pageOf(details.introductionId));
	};
}

/** Tells who had agreed, or proposed it, that it is not this time: the same words whether declined or left without an answer. */
export function tellEnding(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'introductions.ended'>): Promise<void> => {
		const known = await introductionWith(tx, details.introductionId);
		if (!known || known.introduction.ending === 'withdrawn') return;
		const { id, proposedAs, proposedBy } = known.introduction;
		for (const addressee of known.who) {
			// A facilitator who proposed it is no side of it: their link leads to what facilitators follow.
			const isFacilitator = proposedAs === 'facilitator' && proposedBy === addressee.id;
			const words = () => ({
				subject: m.introductions_letter_ended_subject(),
				paragraphs: isFacilitator
					? [m.introductions_letter_ended_facilitator()]
					: [m.introductions_letter_ended_text(), m.introductions_letter_ended_next()],
				action: m.introductions_letter_ended_action()
			});
			await send(tx, origin, addressee, words, isFacilitator ? '/gestion/mises-en-relation' : pageOf(id));
		}
	};
}

type Words = { subject: string; paragraphs: string[]; action: string };

/** Writes to somebody in their language; the link leads to a path of ours. */
export async function send(
	tx: Database,
	origin: string,
	to: Addressee,
	words: () => Words,
	path: string,
	wayOut?: WayOut
): Promise<void> {
	const { name: alliance } = await allianceIn(tx, to.locale);
	const letter = speaking(to.locale, () => {
		const { subject, paragraphs, action } = words();
		return {
			subject,
			paragraphs: [m.introductions_letter_hello({ name: to.name }), ...paragraphs],
			action: { label: action, url: origin + href(path) },
			footer: m.introductions_letter_footer({ alliance }),
			...wayOut
		};
	});
	await queueMail(tx, to.email, letter);
}

/** An introduction, its answers, and those who agreed (with the facilitator who proposed it, unless it was agreed). */
export async function introductionWith(tx: Database, id: string) {
	const [introduction] = await tx.select().from(introductions).where(eq(introductions.id, id));
	if (!introduction) return undefined;
	const given = await tx.select().from(answers).where(eq(answers.introductionId, id));
	const agreed = given.filter(({ answer }) => answer === 'agreed').map(({ answeredBy }) => answeredBy);
	const facilitator =
		introduction.proposedAs === 'facilitator' && !introduction.agreedAt ? introduction.proposedBy : null;
	const ids = [...agreed, facilitator].filter((personId) => personId !== null);
	const found = await tx
		.select({ id: persons.id, name: persons.name, email: persons.email, locale: persons.locale })
		.from(persons)
		.where(sql`${persons.id} = any(${sql.param(ids)}::uuid[]) and ${persons.email} is not null`)
		.orderBy(persons.id);
	const who = found.map((person) => ({ ...person, email: person.email! }));
	const sideOf = (personId: string): Side | undefined =>
		given.find(({ answeredBy }) => answeredBy === personId)?.side;
	return { introduction, given, who, sideOf };
}
