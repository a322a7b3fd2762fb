import type { Database } from '#platform/database.server.ts';
import type { Place } from '#platform/paging.ts';
import { searchRegister } from './register-search.server.ts';
import { registerPage, signatureCounts, type RegisterPart } from './register.server.ts';
import { charterVersionsInForce } from './versions.server.ts';

export type { RegisterPart };

type Asked = {
	/** The version asked for; the one in force when null. */
	version: number | null;
	/** `awaited` lists who signed the former version and not this one. */
	part: RegisterPart;
	typed: string;
	place: Place;
};

/** A page of the register of a version, with its counts, or of what is searched for in it; null without any charter. */
export async function registerToRead(db: Database, { version, part, typed, place }: Asked) {
	const versions = await charterVersionsInForce(db);
	if (versions.length === 0) return version === null ? null : 'unknown-version';
	const index = version === null ? 0 : versions.findIndex(({ number }) => number === version);
	const chosen = versions[index];
	if (!chosen) return 'unknown-version';

	const former = versions[index + 1];
	const listed = part === 'awaited' ? former?.number : chosen.number;
	if (listed === undefined) return 'unknown-version';

	const counts = await signatureCounts(db, chosen.number);
	const awaited = former ? (await signatureCounts(db, former.number)).awaited : 0;
	const isSearch = typed.trim() !== '';
	const searched = isSearch ? await searchRegister(db, listed, part, typed, place) : null;
	const page = searched ?? (await registerPage(db, listed, part, place));
	const numbers = versions.map(({ number }) => number);
	return {
		version: chosen,
		isInForce: index === 0,
		former: former?.number ?? null,
		versions: numbers,
		counts,
		awaited,
		page,
		isTooShort: isSearch && searched === null,
		isSearched: searched !== null,
		isCutShort: searched?.isCutShort ?? false
	};
}
