import { missingFamilies, type Family } from './families.ts';

/** What is known of somebody in the line: who registered them, their family, and whether they have a seat or an offer of one. */
export type InLine = { id: string; personId: string; family: Family | null; isHeld: boolean };

/**
 * Whose turn it is at an initiation in person. A delegation is everybody whom one person registers; it stands where its first
 * person came. An incomplete one is passed over until it is complete; a complete one is seated whole, and nobody passes it
 * when there is not yet room for it.
 */
export function delegationsInTurn(line: InLine[], free: number, capacity: number) {
	const offered: string[] = [];
	let left = free;
	for (const members of delegationsOf(line)) {
		const waiting = members.filter(({ isHeld }) => !isHeld);
		if (waiting.length === 0 || waiting.length > capacity || !isComplete(members)) continue;
		if (waiting.length > left) return { offered, isQueue: true };
		offered.push(...waiting.map(({ id }) => id));
		left -= waiting.length;
	}
	return { offered, isQueue: false };
}

/** Whether each of the four families is there. */
export function isComplete(members: { family: Family | null }[]): boolean {
	return missingFamilies(members.map(({ family }) => family)).length === 0;
}

/** Everybody in the line by who registered them, in the order in which their first one came. */
export function delegationsOf<Member extends { personId: string }>(line: Member[]): Member[][] {
	const delegations = new Map<string, Member[]>();
	for (const member of line)
		delegations.set(member.personId, [...(delegations.get(member.personId) ?? []), member]);
	return [...delegations.values()];
}
