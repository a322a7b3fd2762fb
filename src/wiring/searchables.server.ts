import { searchableGatherings } from '#modules/agenda/searchable.server.ts';
import { searchableAllies } from '#modules/allies/searchable.server.ts';
import { searchableArticles } from '#modules/charter/searchable.server.ts';
import { searchableGroups } from '#modules/communities/searchable.server.ts';
import { searchableThreads } from '#modules/conversations/searchable.server.ts';
import { searchableProposals } from '#modules/proposals/searchable.server.ts';
import { searchableSkills } from '#modules/skills/searchable.server.ts';
import type { Searchable } from '#platform/search/searchables.server.ts';

/** Everything that can be found, in the order in which kinds are proposed. */
export const searchables: Searchable[] = [
	searchableAllies,
	searchableGatherings,
	searchableGroups,
	searchableThreads,
	searchableProposals,
	searchableSkills,
	searchableArticles
];
