import { eq, inArray, sql } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Database } from '#platform/database.server.ts';
import { enqueue } from '#platform/jobs/jobs.server.ts';
import { answerersFor, listedSubjects, type Subject } from '../allies/subjects.server.ts';
import { organisations, persons } from '../people/people.tables.ts';
import { allSkills } from '../skills/skills.server.ts';
import { callApplications, callCriteria, calls, callSkills } from './calls.tables.ts';
import { dayOf, daysAfter } from './days.ts';
import content from './demonstration/help.json' with { type: 'json' };
import { answers, introductions } from './introductions.tables.ts';
import { needs, needSkills } from './needs.tables.ts';
import { columnsOf } from './sides.ts';

type Skills = Map<string, string>;

/** Plants what a demonstration shows of mutual help: two needs, an introduction that was agreed, a call that runs and one decided. */
export async function plantHelp(tx: Database): Promise<void> {
	const skills: Skills = new Map((await allSkills(tx, 'fr')).map(({ slug, id }) => [slug, id]));
	for (const need of content.needs) await plantNeed(tx, need, skills);
	for (const call of content.calls) await plantCall(tx, call, skills);
	// Whoever visits finds in the outbox the question that comes a month later, without waiting for the morning.
	await enqueue(tx, 'ask-introduction-outcomes', {});
}

function idsOf(skills: Skills, slugs: string[]): string[] {
	return slugs.map((slug) => {
		const id = skills.get(slug);
		if (!id) throw new Error(`There is no skill ${slug}`);
		return id;
	});
}

const agoDays = (days: number) => new Date(Date.now() - days * 24 * 3600 * 1000);
const inDays = (days: number) => daysAfter(dayOf(new Date()), days);

type Need = (typeof content.needs)[number];

async function plantNeed(tx: Database, told: Need, skills: Skills): Promise<void> {
	const [person] = await tx.select().from(persons).where(eq(persons.email, told.by));
	const organisation = told.organisation ? await organisationNamed(tx, told.organisation) : undefined;
	if (!person || (told.organisation && !organisation)) return;
	const id = uuidv7();
	const asker: Subject = organisation
		? { organisationId: organisation, personId: null }
		: { organisationId: null, personId: person.id };
	const { sentence, audience, openedDaysAgo, forDays } = told;
	await tx.insert(needs).values({
		...{ id, personId: person.id, organisationId: organisation ?? null, sentence },
		...(await placeOf(tx, asker)),
		audience: audience as 'public' | 'allies',
		until: inDays(forDays),
		openedAt: agoDays(openedDaysAgo)
	});
	const rows = idsOf(skills, told.skills).map((skillId) => ({ needId: id, skillId }));
	await tx.insert(needSkills).values(rows);
	if (told.agreedWith) await plantAgreement(tx, id, asker, person, told);
}

/** The place that a page shows to everybody. */
async function placeOf(tx: Database, subject: Subject) {
	const page = (await listedSubjects(tx, 'public', [subject])).values().next().value;
	if (!page) return {};
	const { territoryId, placeLabel, departementCode, regionCode, latitude, longitude } = page;
	return { territoryId, placeLabel, departementCode, regionCode, latitude, longitude };
}

async function plantAgreement(
	tx: Database,
	needId: string,
	asker: Subject,
	person: typeof persons.$inferSelect,
	{ agreedWith, openedDaysAgo }: Need
): Promise<void> {
	const helping = await organisationNamed(tx, agreedWith!.organisation);
	if (!helping) return;
	const helper: Subject = { organisationId: helping, personId: null };
	const [answerer] = await answerersFor(tx, helper);
	if (!answerer) return;
	const id = uuidv7();
	const [proposedAt, agreedAt] = [agoDays(openedDaysAgo - 1), agoDays(openedDaysAgo - 2)];
	await tx.insert(introductions).values({
		...{
			id,
			needId,
			word: agreedWith!.word,
			proposedAs: 'asker',
			proposedBy: person.id,
			proposedAt,
			agreedAt
		},
		...columnsOf(asker, helper),
		expiresAt: agoDays(openedDaysAgo - 30)
	});
	const given = { introductionId: id, answer: 'agreed' as const };
	await tx.insert(answers).values([
		{ ...given, side: 'asker', ...contactOf(person), answeredAt: proposedAt },
		{ ...given, side: 'helper', ...contactOf(answerer), answeredAt: agreedAt }
	]);
}

function contactOf({ id, name, email }: { id: string; name: string; email: string | null }) {
	return { answeredBy: id, contactName: name, contactEmail: email };
}

type Call = (typeof content.calls)[number];

async function plantCall(tx: Database, told: Call, skills: Skills): Promise<void> {
	const [by] = await tx.select({ id: persons.id }).from(persons).where(eq(persons.email, told.by));
	if (!by) return;
	const id = uuidv7();
	const { slug, title, text, wanted, closesInDays, openedDaysAgo, decided } = told;
	const decision = decided && {
		decidedAt: agoDays(decided.daysAgo),
		decidedBy: by.id,
		decision: decided.text
	};
	await tx.insert(calls).values({
		...{ id, slug, title, text, wanted, openedBy: by.id },
		...{ way: told.way as 'scores' | 'consent', deadline: inDays(closesInDays) },
		...(told.near ? await placeOf(tx, await subjectNamed(tx, told.near)) : {}),
		openedAt: agoDays(openedDaysAgo),
		...decision
	});
	await tx.insert(callSkills).values(idsOf(skills, told.skills).map((skillId) => ({ callId: id, skillId })));
	await tx
		.insert(callCriteria)
		.values(told.criteria.map((criterion, index) => ({ callId: id, number: index + 1, ...criterion })));
	for (const application of told.applications) await plantApplication(tx, id, application);
}

async function plantApplication(
	tx: Database,
	callId: string,
	told: Call['applications'][number]
): Promise<void> {
	const subject = await subjectNamed(tx, told.name);
	const [answerer] = subject.organisationId || subject.personId ? await answerersFor(tx, subject) : [];
	if (!subject.organisationId && !subject.personId) return;
	await tx.insert(callApplications).values({
		...{ id: uuidv7(), callId, ...subject, sentence: told.sentence, appliedBy: answerer?.id ?? null },
		outcome: told.outcome as 'chosen' | 'not-chosen' | null,
		reason: told.reason
	});
}

async function subjectNamed(tx: Database, name: string): Promise<Subject> {
	const organisationId = await organisationNamed(tx, name);
	if (organisationId) return { organisationId, personId: null };
	const [person] = await tx
		.select({ id: persons.id })
		.from(persons)
		.where(sql`${inArray(persons.name, [name])} and ${persons.isInvented}`);
	return { organisationId: null, personId: person?.id ?? null };
}

async function organisationNamed(tx: Database, name: string): Promise<string | undefined> {
	const [found] = await tx
		.select({ id: organisations.id })
		.from(organisations)
		.where(sql`name_key(${organisations.name}) = name_key(${name}) and ${organisations.isInvented}`);
	return found?.id;
}
