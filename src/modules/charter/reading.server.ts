import type { Database } from '#platform/database.server.ts';
import { asc } from 'drizzle-orm';
import { charterVersions } from './charter.tables.ts';
import { latestSignatures, signatureCounts } from './register.server.ts';
import { articlesOf, charterInForce, draftUnderWay } from './versions.server.ts';

/** The text in force with who signed it and, when there is one, the revision under way. */
export async function charterToRead(db: Database) {
	const charter = await charterInForce(db);
	const draft = await draftUnderWay(db);
	if (!charter) return { charter: null, draft };
	const { number } = charter;
	const [articles, counts, latest] = await Promise.all([
		articlesOf(db, number),
		signatureCounts(db, number),
		latestSignatures(db, number)
	]);
	return { charter: { ...charter, articles, counts, latest }, draft };
}

/** All versions in order, the one being drafted included, to choose two of them to compare. */
export async function versionNumbers(db: Database): Promise<number[]> {
	const all = await db
		.select({ number: charterVersions.number })
		.from(charterVersions)
		.orderBy(asc(charterVersions.number));
	return all.map(({ number }) => number);
}
