import type { Database } from '#platform/database.server.ts';
import { sql } from 'drizzle-orm';
import type { Person } from '../people/people.server.ts';
import { plantSkills } from '../skills/planting.server.ts';
import { askSides, tellAgreement, tellEnding } from './letters.server.ts';
import { anAlly, anOpenNeed, deliverAll, word } from './neighbourhood.ts';
import { askIntroduction } from './proposing.server.ts';
import { introductionToRead } from './reading.server.ts';

export const origin = 'https://alliance.exemple';
const handlers = {
	'introductions.proposed': { ask: askSides(origin) },
	'introductions.agreed': { tell: tellAgreement(origin) },
	'introductions.ended': { tell: tellEnding(origin) }
};
/** How the one who is asked may be reached, in a test. */
export const contact = { contactEmail: 'aide@exemple.org', contactPhone: '06 12 34 56 78' };

/** In a test: Ada has asked Bo to help with water. */
export async function asked(db: Database) {
	await plantSkills(db);
	const [ada, bo] = [await anAlly(db, 'Ada Demande'), await anAlly(db, 'Bo Aide', { offers: ['eau'] })];
	const need = await anOpenNeed(db, ada, ['eau']);
	const asking = await askIntroduction(db, ada, need, 'bo-aide', word);
	if (!asking.ok) throw new Error(asking.reason);
	return { ada, bo, need, id: asking.id };
}

/** An introduction as somebody reads it, in a test. */
export const view = async (db: Database, person: Person, id: string) =>
	(await introductionToRead(db, person, id))!;

/** The mail of a test, once all that happened was delivered. */
export async function mails(db: Database): Promise<{ recipient: string; subject: string; text: string }[]> {
	await deliverAll(db, handlers);
	const { rows } = await db.execute(sql`select recipient, subject, text from mails order by queued_at, id`);
	return rows as { recipient: string; subject: string; text: string }[];
}
