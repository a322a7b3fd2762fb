import type { Database } from '#platform/database.server.ts';
import { votesOn } from './finding.server.ts';
import { opinionGroups } from './opinion-groups.ts';
import { agrees, disagrees, unseen, voteMatrix, type VoteMatrix } from './vote-matrix.ts';

/** The files in which Polis gives a conversation away. */
export const polisFiles = ['comments', 'votes', 'participants-votes'] as const;
export type PolisFile = (typeof polisFiles)[number];

type Conversation = Awaited<ReturnType<typeof votesOn>> & { matrix: VoteMatrix };

/**
 * A conversation in one of the files of Polis. Nobody is in it but numbers, in an order that tells nothing, and no time is: the columns
 * of moments are empty.
 */
export async function polisFile(db: Database, activityId: string, file: PolisFile): Promise<string> {
	const read = await votesOn(db, activityId);
	const matrix = voteMatrix(read.people, read.statements.length, read.cast);
	if (file === 'comments') return comments({ ...read, matrix });
	if (file === 'participants-votes') return participants({ ...read, matrix });
	return csv(
		['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'],
		read.cast.map(({ person, statement, vote }) => ['', '', statement, person, vote])
	);
}

function comments({ statements, people, matrix }: Conversation): string {
	const count = (statement: number, vote: number) =>
		[...Array(people).keys()].filter(
			(person) => matrix.votes[person * statements.length + statement] === vote
		).length;
	return csv(
		['timestamp', 'datetime', 'comment-id', 'author-id', 'agrees', 'disagrees', 'moderated', 'comment-body'],
		statements.map(({ text, state }, i) => {
			const moderated = { shown: 1, waiting: 0, hidden: -1 }[state];
			return ['', '', i, '', count(i, agrees), count(i, disagrees), moderated, state === 'shown' ? text : ''];
		})
	);
}

async function participants({ statements, people, matrix }: Conversation): Promise<string> {
	const leftOut = new Set(statements.flatMap(({ state }, i) => (state === 'shown' ? [] : [i])));
	const { of } = await opinionGroups(matrix, leftOut);
	const columns = statements.map((_, i) => String(i));
	return csv(
		['participant', 'group-id', 'n-comments', 'n-votes', 'n-agree', 'n-disagree', ...columns],
		[...Array(people).keys()].map((person) => {
			const row = person * statements.length;
			const votes = [...matrix.votes.subarray(row, row + statements.length)];
			const number = (vote: number) => votes.filter((one) => one === vote).length;
			const each = votes.map((vote) => (vote === unseen ? '' : vote));
			const seen = votes.length - number(unseen);
			return [
				person,
				of[person]! < 0 ? '' : of[person]!,
				'',
				seen,
				number(agrees),
				number(disagrees),
				...each
			];
		})
	);
}

/** CSV as programs read it (RFC 4180). What a spreadsheet would take for a formula is text. */
function csv(header: string[], rows: (string | number)[][]): string {
	const cell = (one: string | number) => {
		if (typeof one === 'number') return String(one);
		const safe = /^\s*[=+\-@]/.test(one) ? `'${one}` : one;
		return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
	};
	return [header, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}
