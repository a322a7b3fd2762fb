import { eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import type { OrganisationKind } from '../people/organisation-kinds.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { charterArticles, charterParagraphs, charterVersions } from './charter.tables.ts';
import charter2020 from './demonstration/charter-2020.json' with { type: 'json' };
import revision2024 from './demonstration/charter-2024.json' with { type: 'json' };
import signatories from './demonstration/signatories.json' with { type: 'json' };
import { charterAmendments, charterAmendmentSupports, charterComments } from './revision.tables.ts';
import { charterSignatures } from './signatures.tables.ts';

/** Plants the charter of a demonstration: the text of 2020 with invented signatories, and its revision under way. */
export async function plantCharter(tx: Database): Promise<void> {
	await plantTextInForce(tx);
	await plantSignatories(tx);
	await plantDraft(tx);
}

async function plantTextInForce(tx: Database): Promise<void> {
	const agreed = new Date('2020-02-04T10:00:00+01:00');
	await tx.insert(charterVersions).values({
		number: 1,
		draftedAt: new Date('2019-09-12T09:00:00+02:00'),
		closedAt: agreed,
		validatedOn: '2020-02-04',
		validatedByMeeting: 'Assemblée constitutive',
		inForceAt: agreed
	});
	const paragraphs = charter2020.articles.map((article) =>
		article.paragraphs.map((text) => ({ text, revises: null }))
	);
	await plantText(tx, 1, paragraphs);
}

async function plantDraft(tx: Database): Promise<void> {
	await tx.insert(charterVersions).values({ number: 2 });
	const former = await placesOf(tx, 1);
	const rewritten = new Map(revision2024.wordings.map(({ place, text }) => [place, text]));
	const paragraphs = charter2020.articles.map((article, a) =>
		article.paragraphs.map((text, p) => {
			const place = `${a + 1}.${p + 1}`;
			return { text: rewritten.get(place) ?? text, revises: former.get(place)!.id as string | null };
		})
	);
	for (const { article, text } of revision2024.additions)
		paragraphs[article - 1]!.push({ text, revises: null });
	await plantText(tx, 2, paragraphs);
	await plantDiscussion(tx);
}

async function plantText(
	tx: Database,
	version: number,
	articles: { text: string; revises: string | null }[][]
): Promise<void> {
	await tx
		.insert(charterArticles)
		.values(charter2020.articles.map(({ title }, index) => ({ version, number: index + 1, title })));
	const paragraphs = articles.flatMap((article, a) =>
		article.map((paragraph, p) => ({ id: uuidv7(), version, article: a + 1, number: p + 1, ...paragraph }))
	);
	await tx.insert(charterParagraphs).values(paragraphs);
}

async function placesOf(tx: Database, version: number) {
	const found = await tx
		.select({ id: charterParagraphs.id, text: charterParagraphs.text, place: placeColumn })
		.from(charterParagraphs)
		.where(sql`${charterParagraphs.version} = ${version}`);
	return new Map(found.map((paragraph) => [paragraph.place, paragraph]));
}

const placeColumn = sql<string>`${charterParagraphs.article} || '.' || ${charterParagraphs.number}`;

async function plantDiscussion(tx: Database): Promise<void> {
	const places = await placesOf(tx, 2);
	const people = await idsByEmail(tx);
	await tx.insert(charterComments).values(
		revision2024.comments.map(({ place, by, text }) => ({
			id: uuidv7(),
			paragraphId: places.get(place)!.id,
			personId: people.get(by) ?? null,
			text
		}))
	);
	for (const { place, by, text, reason, supportedBy, declined } of revision2024.amendments) {
		const { id: paragraphId, text: original } = places.get(place)!;
		const amendmentId = uuidv7();
		const answer = declined
			? { outcome: 'declined' as const, answer: declined, answeredAt: new Date() }
			: undefined;
		const personId = people.get(by) ?? null;
		await tx
			.insert(charterAmendments)
			.values({ id: amendmentId, paragraphId, personId, original, text, reason, ...answer });
		const supporters = supportedBy.flatMap((email) => people.get(email) ?? []);
		if (supporters.length > 0)
			await tx
				.insert(charterAmendmentSupports)
				.values(supporters.map((personId) => ({ amendmentId, personId })));
	}
}

async function idsByEmail(tx: Database): Promise<Map<string, string>> {
	const emails = [...revision2024.comments, ...revision2024.amendments].map(({ by }) => by);
	const all = [...emails, ...revision2024.amendments.flatMap(({ supportedBy }) => supportedBy)];
	const found = await tx
		.select({ id: persons.id, email: persons.email })
		.from(persons)
		.where(inArray(persons.email, [...new Set(all)]));
	return new Map(found.map(({ id, email }) => [email!, id]));
}

/** Signatories sign one after the other, from the spring of 2020 to the end of 2023. */
async function plantSignatories(tx: Database): Promise<void> {
	const moments = spread(signatories.organisations.length + signatories.persons.length);
	for (const organisation of signatories.organisations) {
		const { name, kind, place, by, mandate, isNamed, reservation } = organisation;
		const personId = await plantPerson(tx, by);
		const organisationId = uuidv7();
		const founded = {
			id: organisationId,
			name,
			kind: kind as OrganisationKind,
			place,
			isInvented: true,
			foundedBy: personId
		};
		await tx.insert(organisations).values(founded);
		const signed = {
			version: 1,
			personId,
			organisationId,
			name,
			mandate,
			reservation,
			isNamePublic: isNamed
		};
		await tx.insert(charterSignatures).values({ id: uuidv7(), ...signed, signedAt: moments.pop()! });
	}
	for (const { name, email, isNamed, reservation } of signatories.persons) {
		const personId = (email && (await idOf(tx, email))) ?? (await plantPerson(tx, name));
		const signed = { version: 1, personId, name, reservation, isNamePublic: isNamed };
		await tx.insert(charterSignatures).values({ id: uuidv7(), ...signed, signedAt: moments.pop()! });
	}
}

/** A character whom visitors can be, when there is one at this address. */
async function idOf(tx: Database, email: string): Promise<string | undefined> {
	const [person] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.email, email));
	return person?.id;
}

async function plantPerson(tx: Database, name: string): Promise<string> {
	const id = uuidv7();
	await tx.insert(persons).values({ id, name, isInvented: true });
	return id;
}

/** So many moments, in an order that mixes organisations and persons, always the same. */
function spread(count: number): Date[] {
	const [from, to] = [Date.parse('2020-03-02T09:00:00Z'), Date.parse('2023-12-15T16:00:00Z')];
	const moments = Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));
	return moments.map((_, i) => new Date(moments[(i * 7) % count]!));
}
