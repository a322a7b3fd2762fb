import { assign, type Costs } from '#platform/assignment.server.ts';

/** A role that somebody had at a session; sessions are numbered in the order of the calendar, from 1. */
export type Had = { session: number; role: string; person: string };

/** Roles to give, the people who can take one, and who had what at the sessions before. */
export type Rotation = { roles: string[]; people: string[]; before: Had[] };

/** Who is to have a role, and at which sessions they had it, and any role, for the last time; 0 for never. */
export type Given = { role: string; person: string; lastHad: number; lastAny: number };

/** The role counts before everything else that somebody did. */
const roleWeight = 1000;

/**
 * What it costs to give a role to somebody, null when it may not be: whoever had a role the last time that anybody had it is not
 * given it again.
 *
 *     1000 × number of the last session at which they had this role + number of the last one at which they had any; never is 0
 *
 * So the least recent costs least, and never having had the role costs less than anything else.
 */
export function costOf(role: string, person: string, before: Had[]): number | null {
	const ofRole = before.filter((had) => had.role === role);
	const latest = lastIn(ofRole);
	const lastHad = lastIn(ofRole.filter((had) => had.person === person));
	if (latest > 0 && lastHad === latest) return null;
	return roleWeight * lastHad + lastIn(before.filter((had) => had.person === person));
}

/**
 * Gives roles in turn: as many as can be, nobody two of them, at the smallest {@link costOf} in total. It depends on what it is
 * given alone; equals are taken in the order of `people`.
 */
export async function rotate({ roles, people, before }: Rotation): Promise<Given[]> {
	const costs: Costs = roles.map((role) => people.map((person) => costOf(role, person, before)));
	const chosen = await assign(
		costs,
		people.map(() => 1)
	);
	return roles.flatMap((role, index) => {
		const at = chosen[index]!;
		if (at === null) return [];
		const person = people[at]!;
		const theirs = before.filter((had) => had.person === person);
		const lastHad = lastIn(theirs.filter((had) => had.role === role));
		return [{ role, person, lastHad, lastAny: lastIn(theirs) }];
	});
}

function lastIn(some: Had[]): number {
	return Math.max(0, ...some.map(({ session }) => session));
}
