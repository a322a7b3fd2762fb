import type { Database } from '#platform/database.server.ts';
import type { Place } from '#platform/paging.ts';
import { skillsByTheme } from '../skills/skills.server.ts';
import { countsOf, importToRead, rowsToRead, samplesOf, unknownSkillsOf } from './import-page.server.ts';
import type { Importer } from './starting.server.ts';
import { isPart } from './import-words.ts';
import { isMoving } from './steps.ts';

/** What the page of an import shows: its columns first, how far the work is while it goes on, then its rows. */
export async function importViewed(
	db: Database,
	actor: Importer,
	id: string,
	asked: string | null,
	place: Place
) {
	const run = await importToRead(db, actor, id);
	if (!run) return undefined;
	const nothing = { samples: [], counts: null, page: null, part: null, unknown: [], themes: [] };
	if (run.state === 'mapping') return { run, isMoving: false, ...nothing, samples: await samplesOf(db, run) };
	if (isMoving(run.state)) return { run, isMoving: true, ...nothing };
	const counts = await countsOf(db, run);
	const usual = run.state === 'checked' && counts.undecided > 0 ? 'conflict' : null;
	const part = asked !== null && isPart(asked) ? asked : asked === 'toutes' ? null : usual;
	const unknown = run.state === 'checked' ? await unknownSkillsOf(db, run) : [];
	return {
		run,
		isMoving: false,
		samples: [],
		counts,
		part,
		page: await rowsToRead(db, run, part, place),
		unknown,
		themes: unknown.length > 0 ? await skillsByTheme(db) : []
	};
}
