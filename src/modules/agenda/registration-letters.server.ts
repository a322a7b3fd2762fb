import { and, asc, eq, isNotNull } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { formatDate, href, type Locale } from '#platform/locale.ts';
import type { WayOut } from '#platform/mail/letter.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import { persons } from '../people/people.tables.ts';
import { hourIn, whenInWords } from './agenda-words.ts';
import { gatheringCancellations, gatherings } from './agenda.tables.ts';
import { calendarOf } from './calendar.server.ts';
import { missingFamilies } from './families.ts';
import { gatheringForLetters, type CalendarGathering } from './feed-reading.server.ts';
import { namesOffered, offerKey } from './offers.server.ts';
import { familyNames } from './registration-words.ts';
import { registrations } from './registrations.tables.ts';
import { inLineOf } from './seats.server.ts';

type Gathering = typeof gatherings.$inferSelect;
type Addressee = { name: string; email: string | null; locale: Locale };
/** `calendar` goes with the letter, as a file. */
type Words = { subject: string; paragraphs: string[]; action: string; calendar?: CalendarGathering };
/** Gives a letter that one may refuse what it takes to refuse it, or null to whom did. */
export type MayWrite = (tx: Database, person: { id: string; locale: Locale }) => Promise<WayOut | null>;

/** Tells who registered for whom there is a seat, and who waits. */
export function tellRegistration(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'agenda.registered'>): Promise<void> => {
		const known = await registrationWith(tx, details.registrationId);
		if (!known || known.rows.length === 0) return;
		const { gathering, person, rows } = known;
		const namesOf = (isSeated: boolean) =>
			rows
				.filter(({ seatedAt }) => (seatedAt !== null) === isSeated)
				.map(({ guestName }) => guestName ?? person.name)
				.join(', ');
		const [seated, waiting] = [namesOf(true), namesOf(false)];
		const missing = missingFamilies(rows.map(({ family }) => family));
		const entry = seated ? await gatheringForLetters(tx, gathering.id) : undefined;
		const isIncomplete = gathering.kind === 'initiation-in-person' && missing.length > 0;
		await write(tx, origin, person, `/agenda/${gathering.slug}`, () => ({
			subject: seated
				? m.agenda_letter_seated_subject({ title: gathering.title })
				: m.agenda_letter_waiting_subject({ title: gathering.title }),
			paragraphs: [
				whenInWords(gathering),
				...(seated ? [m.agenda_letter_seated({ names: seated })] : []),
				...(waiting ? [m.agenda_letter_waiting({ names: waiting })] : []),
				...(isIncomplete ? [m.agenda_letter_missing({ families: familyNames(missing) })] : []),
				m.agenda_letter_leave()
			],
			action: m.agenda_letter_see(),
			...(entry && { calendar: { ...entry, link: gathering.link } })
		}));
	};
}

/** Offers the seats that became free, until when, with a link of which only this letter knows. */
export function tellOffer(origin: string, secret: string) {
	return async (tx: Database, { details }: HappenedEvent<'agenda.seat-offered'>): Promise<void> => {
		const known = await registrationWith(tx, details.registrationId);
		const offerUntil = known?.registration.offerUntil;
		if (!known || !offerUntil) return;
		const { gathering, person, registration } = known;
		const { timeZone, title } = gathering;
		const names = (await namesOffered(tx, { ...registration, offerUntil })).join(', ');
		await write(tx, origin, person, `/agenda/place/${offerKey(secret, registration.id)}`, () => {
			const day = formatDate(offerUntil, { dateStyle: 'full', timeZone });
			return {
				subject: m.agenda_letter_offer_subject({ title }),
				paragraphs: [
					m.agenda_letter_offer({ names }),
					whenInWords(gathering),
					m.agenda_letter_offer_until({ day, hour: hourIn(offerUntil, timeZone) })
				],
				action: m.agenda_letter_offer_action()
			};
		});
	};
}

/** Tells who did not answer in time that the seat went to somebody else. */
export function tellLapse(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'agenda.seat-lapsed'>): Promise<void> => {
		const known = await registrationWith(tx, details.registrationId);
		if (!known) return;
		const { title, slug } = known.gathering;
		await write(tx, origin, known.person, `/agenda/${slug}`, () => ({
			subject: m.agenda_letter_lapsed_subject({ title }),
			paragraphs: [m.agenda_letter_lapsed()],
			action: m.agenda_letter_see()
		}));
	};
}

/** Tells everybody who registered that a gathering is at another time. */
export function tellMove(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'agenda.changed'>): Promise<void> => {
		if (!details.isMoved) return;
		await writeToAll(tx, origin, details.gatheringId, (gathering) => ({
			subject: m.agenda_letter_moved_subject({ title: gathering.title }),
			paragraphs: [m.agenda_letter_moved(), whenInWords(gathering), m.agenda_letter_leave()],
			action: m.agenda_letter_see()
		}));
	};
}

/** Tells everybody who registered that a gathering will not take place, and why. */
export function tellCancellation(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'agenda.cancelled'>): Promise<void> => {
		const isThis = eq(gatheringCancellations.gatheringId, details.gatheringId);
		const [cancellation] = await tx.select().from(gatheringCancellations).where(isThis);
		await writeToAll(tx, origin, details.gatheringId, (gathering) => ({
			subject: m.agenda_letter_cancelled_subject({ title: gathering.title }),
			paragraphs: [whenInWords(gathering), m.agenda_letter_cancelled({ reason: cancellation?.reason ?? '' })],
			action: m.agenda_letter_see()
		}));
	};
}

async function writeToAll(
	tx: Database,
	origin: string,
	gatheringId: string,
	words: (gathering: Gathering) => Words
): Promise<void> {
	const [gathering] = await tx.select().from(gatherings).where(eq(gatherings.id, gatheringId));
	const calendar = await gatheringForLetters(tx, gatheringId);
	if (!gathering || !calendar) return;
	const registered = await tx
		.selectDistinct({ id: persons.id, name: persons.name, email: persons.email, locale: persons.locale })
		.from(registrations)
		.innerJoin(persons, eq(persons.id, registrations.personId))
		.where(and(inLineOf(gatheringId), isNotNull(persons.email)))
		.orderBy(asc(persons.id));
	for (const person of registered)
		await write(tx, origin, person, `/agenda/${gathering.slug}`, () => ({ calendar, ...words(gathering) }));
}

/** A registration, its gathering, who registered, and all whom they still have in the line. */
async function registrationWith(tx: Database, registrationId: string) {
	const [found] = await tx
		.select({ registration: registrations, gathering: gatherings, person: persons })
		.from(registrations)
		.innerJoin(gatherings, eq(gatherings.id, registrations.gatheringId))
		.innerJoin(persons, eq(persons.id, registrations.personId))
		.where(eq(registrations.id, registrationId));
	if (!found) return undefined;
	const rows = await tx
		.select()
		.from(registrations)
		.where(and(inLineOf(found.gathering.id), eq(registrations.personId, found.person.id)))
		.orderBy(asc(registrations.arrival));
	return { ...found, rows };
}

/** Writes to somebody in their language; the link leads to a path of ours. */
export async function write(
	tx: Database,
	origin: string,
	to: Addressee,
	path: string,
	words: () => Words,
	wayOut?: WayOut
): Promise<void> {
	if (!to.email) return;
	const { name: alliance } = await allianceIn(tx, to.locale);
	const letter = speaking(to.locale, () => {
		const { subject, paragraphs, action, calendar } = words();
		return {
			subject,
			paragraphs: [m.agenda_letter_hello({ name: to.name }), ...paragraphs],
			action: { label: action, url: origin + href(path) },
			footer: m.agenda_letter_footer({ alliance }),
			...wayOut,
			...(calendar && { calendar: calendarOf([calendar], { name: alliance, origin }) })
		};
	});
	await queueMail(tx, to.email, letter);
}
