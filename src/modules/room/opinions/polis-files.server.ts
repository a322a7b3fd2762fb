import type { Database } from '#platform/database.server.ts';
import { votesOn } from './finding.server.ts';
import { opinionGroups } from './opinion-groups.ts';
import { agrees, disagrees, unseen, voteMatrix } from './vote-matrix.ts';

/** The files in which Polis gives a conversation away. */
export const polisFiles = ['comments', 'votes', 'participants-votes'] as const;
export type PolisFile = (typeof polisFiles)[number];

/**
 * A conversation in one of the files of Polis. Nobody is in it but numbers, in an order that tells nothing, and no time is: the columns
 * of moments are empty.
 */
export async function polisFile(db: Database, activityId: string, file: PolisFile): Promise<string> {
	const { statements, people, cast } = await votesOn(db, activityId);
	const matrix = voteMatrix(people, statements.length, cast);
	const on = (person: number, statement: number) => matrix.votes[person * statements.length + statement]!;
	const everybody = [...Array(people).keys()];
	const count = (statement: number, vote: number) =>
		everybody.filter((person) => on(person, statement) === vote).length;
	if (file === 'comments')
		return csv(
			[
				'timestamp',
				'datetime',
				'comment-id',
				'author-id',
				'agrees',
				'disagrees',
				'moderated',
				'comment-body'
			],
			statements.map(({ text, state }, i) => {
				const moderated = { shown: 1, waiting: 0, hidden: -1 }[state];
				return [
					'',
					'',
					i,
					'',
					count(i, agrees),
					count(i, disagrees),
					moderated,
					state === 'shown' ? text : ''
				];
			})
		);
	if (file === 'votes')
		return csv(
			['timestamp', 'datetime', 'comment-id', 'voter-id', 'vote'],
			cast.map(({ person, statement, vote }) => ['', '', statement, person, vote])
		);
	const leftOut = new Set(statements.flatMap(({ state }, i) => (state === 'shown' ? [] : [i])));
	const { of } = await opinionGroups(matrix, leftOut);
	return csv(
		[
			'participant',
			'group-id',
			'n-comments',
			'n-votes',
			'n-agree',
			'n-disagree',
			...statements.map((_, i) => String(i))
		],
		everybody.map((person) => {
			const votes = statements.map((_, statement) => on(person, statement));
			const number = (vote: number) => votes.filter((one) => one === vote).length;
			const seen = votes.length - number(unseen);
			const each = votes.map((vote) => (vote === unseen ? '' : vote));
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
