import type { Database } from '#platform/database.server.ts';
import { plantPagesTold } from '#modules/allies/demonstration.server.ts';
import { plantManyPages, writeAllListings } from '#modules/allies/generated.server.ts';
import { plantPages } from '#modules/allies/planting.server.ts';
import {
	plantComingGatherings,
	plantPastGatherings,
	type Coming
} from '#modules/agenda/demonstration.server.ts';
import { pastParticipations } from '#modules/agenda/participations.server.ts';
import { plantAssemblyProgramme } from '#modules/assembly/demonstration.server.ts';
import { plantGroups } from '#modules/communities/demonstration.server.ts';
import { plantConversations } from '#modules/conversations/demonstration.server.ts';
import { plantCharter } from '#modules/charter/demonstration.server.ts';
import { plantSignatures } from '#modules/charter/generated.server.ts';
import { plantHelp } from '#modules/introductions/demonstration.server.ts';
import { plantPersonas } from '#modules/people/demonstration.server.ts';
import { plantAlliance, plantOrganisations } from '#modules/people/planting.server.ts';
import { plantProposals } from '#modules/proposals/demonstration.server.ts';
import { plantRooms } from '#modules/room/demonstration.server.ts';
import { plantSkills } from '#modules/skills/planting.server.ts';
import { allSkills } from '#modules/skills/skills.server.ts';
import { plantTerritories } from '#modules/territories/planting.server.ts';
import { settlements } from '#modules/territories/settlements.server.ts';
import { evidenceProviders } from '#wiring/evidence.server.ts';
import { inBulk } from './in-bulk.ts';
import assembly2023 from './assembly-2023.json' with { type: 'json' };

export const worldNames = ['assembly-2023', 'village', 'city', 'empty'] as const;
export type WorldName = (typeof worldNames)[number];

type Planting = {
	isDemonstration: boolean;
	isLarge?: true;
	plant(tx: Database, size: number): Promise<void>;
};

/** The worlds that can fill an empty database. `size` is a number of signatures, for the generated world alone. */
export const worlds: Record<WorldName, Planting> = {
	'assembly-2023': { isDemonstration: true, plant: plantAssembly },
	village: { isDemonstration: true, plant: plantVillage },
	city: { isDemonstration: true, isLarge: true, plant: plantCity },
	empty: { isDemonstration: false, plant: plantNothing }
};

/** What every alliance begins with, and edits; one that was founded before it existed is given it too. */
export async function plantBeginnings(tx: Database): Promise<void> {
	await plantSkills(tx);
	await plantTerritories(tx);
}

/** The alliance of the published 2023 assembly, with invented people who say that they are. */
async function plantAssembly(tx: Database): Promise<void> {
	await plantAlliance(tx, assembly2023.alliance, 'assembly-2023');
	await plantBeginnings(tx);
	await plantOrganisations(tx, assembly2023.organisations as Parameters<typeof plantOrganisations>[1]);
	await plantPastGatherings(tx, assembly2023.gatherings);
	await plantPersonas(tx);
	await plantGroups(tx);
	await plantConversations(tx, 'mise-en-recits');
	await plantComingGatherings(tx, assembly2023.coming as Coming[], new Date());
	await plantCharter(tx);
	await plantPages(tx, evidenceProviders, await pastParticipations(tx));
	await plantPagesTold(tx);
	await plantHelp(tx);
	await plantAssemblyProgramme(tx, assembly2023.assembly);
	await plantRooms(tx);
	await plantProposals(tx, String(assembly2023.assembly.year), assembly2023.proposals);
}

const village = {
	name: 'L’alliance des trois vallées',
	purposeFr: 'Trois vallées, leurs villages et leurs habitants apprennent à vivre avec moins d’eau.',
	purposeEn: 'Three valleys, their villages and their people learn to live with less water.',
	email: 'bonjour@exemple.fr'
};

/** The smallest demonstration: the personas and the charter, for tests and for trying. */
async function plantVillage(tx: Database): Promise<void> {
	await plantAlliance(tx, village, 'village');
	await plantBeginnings(tx);
	await plantPersonas(tx);
	await plantCharter(tx);
	await plantPages(tx, evidenceProviders);
	await plantPagesTold(tx);
	await plantHelp(tx);
}

/** As large as one likes: the village with `size` generated signatures, and a page for each signatory. */
async function plantCity(tx: Database, size: number): Promise<void> {
	await plantAlliance(tx, { ...village, name: 'La grande alliance' }, 'city');
	await plantBeginnings(tx);
	await plantPersonas(tx);
	await plantCharter(tx);
	await plantPages(tx, evidenceProviders);
	await plantPagesTold(tx);
	await plantHelp(tx);
	await inBulk(tx, ['persons', 'organisations', 'charter_signatures'], () => plantSignatures(tx, size));
	const skills = (await allSkills(tx, 'fr')).map(({ id }) => id);
	const living = await settlements(tx);
	await inBulk(tx, ['ally_profiles', 'ally_slugs', 'ally_skills', 'ally_evidence'], () =>
		plantManyPages(tx, living, skills, evidenceProviders)
	);
	await inBulk(tx, ['ally_listings'], () => writeAllListings(tx));
}

/** A real alliance on its first day: a name to change, and everything to write. */
async function plantNothing(tx: Database): Promise<void> {
	const facts = { name: 'Notre alliance', purposeFr: '', purposeEn: '', email: 'contact@exemple.fr' };
	await plantAlliance(tx, facts, null);
	await plantBeginnings(tx);
}
