import { error } from '@sveltejs/kit';
import { allianceIn } from '#modules/people/alliance.server.ts';
import { newcomersToLeave } from '#modules/people/demonstration.server.ts';
import { erasePerson } from '#modules/people/erasure.server.ts';
import { m } from '#words/messages.js';
import { db } from './database.server.ts';
import { holders } from './erasers.server.ts';

/** What only a demonstration has is not there for a real alliance: the answer is that the page does not exist. */
export async function requireDemonstration(): Promise<void> {
	const { isDemonstration } = await allianceIn(db, 'fr');
	if (!isDemonstration) error(404, m.error_not_found());
}

/** Lets the oldest newcomers go when a demonstration holds too many; what they did stays without them. */
export async function makeRoomForNewcomers(arrived: string): Promise<void> {
	for (const leaving of await newcomersToLeave(db, arrived)) await erasePerson(db, leaving, holders);
}
