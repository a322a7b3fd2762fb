import { oncePerDatabase, type Database } from '#platform/database.server.ts';
import type { Locale } from '#platform/locale.ts';
import { alliance } from './people.tables.ts';

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
