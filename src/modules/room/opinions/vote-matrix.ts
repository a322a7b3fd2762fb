/** One agrees, disagrees, or passes on a statement; or has not seen it. */
export const agrees = 1;
export const disagrees = -1;
export const passes = 0;
export const unseen = 2;

/** Who said what of which statement: a row a person, a column a statement. */
export type VoteMatrix = { people: number; statements: number; votes: Int8Array };

export type Vote = { person: number; statement: number; vote: number };

/** The votes as a matrix; of several votes of one person on one statement, the last counts. */
export function voteMatrix(people: number, statements: number, votes: Iterable<Vote>): VoteMatrix {
	const cells = new Int8Array(people * statements).fill(unseen);
	for (const { person, statement, vote } of votes) cells[person * statements + statement] = vote;
	return { people, statements, votes: cells };
}

/** On how many statements each person voted. */
export function votesEach({ people, statements, votes }: VoteMatrix): Int32Array {
	const counts = new Int32Array(people);
	for (let i = 0; i < people; i += 1)
		for (let j = 0; j < statements; j += 1) if (votes[i * statements + j] !== unseen) counts[i]! += 1;
	return counts;
}
