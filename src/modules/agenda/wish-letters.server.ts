import { and, eq, inArray } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { HappenedEvent } from '#platform/events/events.server.ts';
import { speaking } from '#platform/locale.server.ts';
import { href } from '#platform/locale.ts';
import { queueMail } from '#platform/mail/mail.server.ts';
import { m } from '#words/messages.js';
import { allianceIn } from '../people/alliance.server.ts';
import { persons } from '../people/people.tables.ts';
import { gatherings } from './agenda.tables.ts';
import { wishes } from './wishes.tables.ts';

/** Tells somebody that another who was there would like to go on with them; who, and about what, is on a page that they alone open. */
export function tellWish(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'agenda.wished'>): Promise<void> => {
		const known = await wishWith(tx, details.wishId);
		if (!known || known.wish.metAt) return;
		const { title } = known.gathering;
		await write(tx, origin, known, known.to, () => ({
			subject: m.agenda_letter_wish_subject({ title }),
			paragraphs: [m.agenda_letter_wish_text({ title }), m.agenda_letter_wish_free()],
			action: m.agenda_letter_wish_action()
		}));
	};
}

/** Tells each of two who would like to go on how to reach the other, and about what. */
export function tellMeeting(origin: string) {
	return async (tx: Database, { details }: HappenedEvent<'agenda.wishes-met'>): Promise<void> => {
		const known = await wishWith(tx, details.wishId);
		if (!known?.wish.metAt) return;
		const { wish, gathering, from, to } = known;
		const told = await tx
			.select({ fromId: wishes.fromId, about: wishes.about })
			.from(wishes)
			.where(
				and(
					eq(wishes.gatheringId, gathering.id),
					inArray(wishes.fromId, [from.id, to.id]),
					inArray(wishes.toId, [from.id, to.id])
				)
			);
		const aboutOf = (id: string) => told.find(({ fromId }) => fromId === id)?.about ?? wish.about;
		for (const [reader, other] of [
			[from, to],
			[to, from]
		] as const)
			await write(tx, origin, known, reader, () => ({
				subject: m.agenda_letter_met_subject({ name: other.name }),
				paragraphs: [
					m.agenda_letter_met_text({ name: other.name, title: gathering.title }),
					m.agenda_letter_met_about({ about: aboutOf(other.id) }),
					m.agenda_letter_met_reach({ name: other.name, email: other.email ?? '' })
				],
				action: m.agenda_letter_wish_action()
			}));
	};
}

type Known = NonNullable<Awaited<ReturnType<typeof wishWith>>>;
type Words = { subject: string; paragraphs: string[]; action: string };

async function write(
	tx: Database,
	origin: string,
	{ gathering }: Known,
	reader: Known['to'],
	words: () => Words
) {
	if (!reader.email) return;
	const { name: alliance } = await allianceIn(tx, reader.locale);
	const letter = speaking(reader.locale, () => {
		const { subject, paragraphs, action } = words();
		return {
			...{ subject, paragraphs },
			action: { label: action, url: origin + href(`/agenda/${gathering.slug}/continuer`) },
			footer: m.agenda_letter_wish_footer({ alliance })
		};
	});
	await queueMail(tx, reader.email, letter);
}

async function wishWith(tx: Database, id: string) {
	const [found] = await tx
		.select({ wish: wishes, gathering: gatherings })
		.from(wishes)
		.innerJoin(gatherings, eq(gatherings.id, wishes.gatheringId))
		.where(eq(wishes.id, id));
	if (!found) return undefined;
	const two = await tx
		.select({ id: persons.id, name: persons.name, email: persons.email, locale: persons.locale })
		.from(persons)
		.where(inArray(persons.id, [found.wish.fromId, found.wish.toId]));
	const [from, to] = [found.wish.fromId, found.wish.toId].map((one) =>
		two.find((person) => person.id === one)
	);
	return from && to ? { ...found, from, to } : undefined;
}
