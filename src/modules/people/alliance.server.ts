import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import type { Locale } from '#platform/locale.ts';
import { recordEvent } from '#platform/events/events.server.ts';
import type { AllianceInput } from './people.input.ts';
import type { Person } from './people.server.ts';
import { alliance } from './people.tables.ts';

declare module '#platform/events/events.server.ts' {
	interface EventDetails {
		'people.alliance-changed': Record<string, never>;
	}
}

export type Alliance = {
	name: string;
	purpose: string;
	email: string;
	website: string | null;
	isDemonstration: boolean;
};

const theAlliance = oncePerDatabase((db) => db.select().from(alliance).limit(1).prepare('the_alliance'));

/** The alliance that this deployment is, its purpose in the language asked for. A new database has a plain name. */
export async function allianceIn(db: Database, language: Locale): Promise<Alliance> {
	const [row] = await theAlliance(db).execute();
	if (!row) return { name: 'Maillage', purpose: '', email: '', website: null, isDemonstration: false };
	return {
		name: row.name,
		purpose: language === 'en' ? row.purposeEn : row.purposeFr,
		email: row.email,
		website: row.website,
		isDemonstration: row.demonstrationWorld !== null
	};
}

/** The alliance as its administrators edit it, or nothing in a new database. */
export async function allianceToEdit(db: Database) {
	const [row] = await db
		.select({
			name: alliance.name,
			purposeFr: alliance.purposeFr,
			purposeEn: alliance.purposeEn,
			email: alliance.email,
			website: alliance.website
		})
		.from(alliance);
	return row;
}

/** Changes how the alliance presents itself. Only administrators do; says false to anybody else. */
export async function changeAlliance(db: Database, actor: Person, input: AllianceInput): Promise<boolean> {
	if (!actor.isAdministrator) return false;
	await db.transaction(async (tx) => {
		await tx
			.insert(alliance)
			.values({ ...input, demonstrationWorld: null })
			.onConflictDoUpdate({ target: alliance.id, set: input });
		await recordEvent(tx, { name: 'people.alliance-changed', actorId: actor.id, details: {} });
	});
	return true;
}
