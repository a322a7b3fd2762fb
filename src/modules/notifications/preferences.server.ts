import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { Database } from '#platform/database.server.ts';
import type { Person } from '../people/people.server.ts';
import { mailChoices, proposedPace } from './catalogue.ts';
import { usualClock, type Clock } from './clock.ts';
import type { NoticeCatalogue } from './notice-kinds.ts';
import { noticeClocks, noticePreferences, notices } from './notifications.tables.ts';
import type { Pace } from './paces.ts';
import type { PreferencesInput } from './preferences.input.ts';

/** The clock of somebody, or the usual one. */
export async function clockOf(db: Database, personId: string): Promise<Clock> {
	const [own] = await db
		.select({ timeZone: noticeClocks.timeZone, hour: noticeClocks.hour })
		.from(noticeClocks)
		.where(eq(noticeClocks.personId, personId));
	return own ?? usualClock;
}

/** The pace at which each family mails somebody, by the name of the family: what they chose, or what is proposed. */
export async function pacesOf(
	db: Database,
	catalogue: NoticeCatalogue,
	personId: string
): Promise<Map<string, Pace>> {
	const chosen = await chosenBy(db, personId, 'mail');
	return new Map(
		catalogue.families.map((family) => [
			family.name,
			chosen.get(family.name) ?? proposedPace(catalogue, family)
		])
	);
}

async function chosenBy(db: Database, personId: string, channel: 'page' | 'mail') {
	const rows = await db
		.select({ family: noticePreferences.family, pace: noticePreferences.pace })
		.from(noticePreferences)
		.where(and(eq(noticePreferences.personId, personId), eq(noticePreferences.channel, channel)));
	return new Map(rows.map(({ family, pace }) => [family, pace]));
}

/** What somebody may choose and what they chose, for the page where one chooses. */
export async function preferencesOf(db: Database, catalogue: NoticeCatalogue, person: Person) {
	const onPage = await chosenBy(db, person.id, 'page');
	const byMail = await pacesOf(db, catalogue, person.id);
	const families = catalogue.families.map((family) => ({
		name: family.name,
		title: family.title(),
		about: family.about(),
		isOnPage: onPage.get(family.name) !== 'none',
		pace: byMail.get(family.name)!,
		choices: mailChoices(catalogue, family)
	}));
	return { families, clock: await clockOf(db, person.id) };
}

export type Preferences = Awaited<ReturnType<typeof preferencesOf>>;

/** Keeps what somebody chose. Mail that waits leaves, or does not, as they wish from now on. */
export async function choosePreferences(
	db: Database,
	person: Person,
	{ clock, choices }: PreferencesInput
): Promise<void> {
	const chosen = choices.flatMap(({ family, isOnPage, pace }) => [
		{ family, channel: 'page' as const, pace: isOnPage ? ('at-once' as const) : ('none' as const) },
		...(pace ? [{ family, channel: 'mail' as const, pace }] : [])
	]);
	await db.transaction(async (tx) => {
		await tx
			.insert(noticeClocks)
			.values({ personId: person.id, ...clock })
			.onConflictDoUpdate({ target: noticeClocks.personId, set: clock });
		await keepChoices(tx, person.id, chosen);
		await lookAgain(tx, person.id);
	});
}

type Choice = Pick<typeof noticePreferences.$inferInsert, 'family' | 'channel' | 'pace'>;

async function keepChoices(tx: Database, personId: string, chosen: Choice[]): Promise<void> {
	if (chosen.length === 0) return;
	await tx
		.insert(noticePreferences)
		.values(chosen.map((choice) => ({ personId, ...choice })))
		.onConflictDoUpdate({
			target: [noticePreferences.personId, noticePreferences.family, noticePreferences.channel],
			set: { pace: sql`excluded.pace`, chosenAt: sql`now()` },
			setWhere: sql`${noticePreferences.pace} <> excluded.pace`
		});
}

/** Lets the mail that waits be looked at with what is chosen now. */
async function lookAgain(tx: Database, personId: string): Promise<void> {
	await tx
		.update(notices)
		.set({ mailDue: sql`now()` })
		.where(and(eq(notices.personId, personId), isNotNull(notices.mailDue)));
}

/** Sends somebody no more mail of some families. Doing it again changes nothing. */
export async function refuseMail(
	db: Database,
	catalogue: NoticeCatalogue,
	personId: string,
	families: string[]
): Promise<void> {
	const known = catalogue.families.filter(
		(family) => families.includes(family.name) && mailChoices(catalogue, family).length > 0
	);
	const chosen = known.map(({ name }) => ({ family: name, channel: 'mail' as const, pace: 'none' as const }));
	await db.transaction(async (tx) => {
		const { rows } = await tx.execute(sql`select from persons where id = ${personId} for share`);
		if (rows.length > 0) await keepChoices(tx, personId, chosen);
	});
}
