import { skillsToManage } from '#modules/skills/managing.server.ts';
import { db } from '#wiring/database.server.ts';
import { requireFacilitator } from '#wiring/person.server.ts';

export async function load(event) {
	requireFacilitator(event);
	return { themes: await skillsToManage(db) };
}
