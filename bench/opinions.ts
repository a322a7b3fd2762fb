import { monitorEventLoopDelay } from 'node:perf_hooks';
import { opinionGroups } from '#modules/room/opinions/opinion-groups.ts';
import { voteMatrix, type VoteMatrix } from '#modules/room/opinions/vote-matrix.ts';

const goal = 2000;

/** Opinion groups of two thousand people and two hundred statements, and how long they hold the process. */
export async function benchOpinions(): Promise<void> {
	console.log('\nOpinion groups');
	for (const [people, statements] of [
		[200, 20],
		[2000, 200]
	] as const) {
		const matrix = drawn(people, statements);
		await opinionGroups(matrix);
		const delay = monitorEventLoopDelay({ resolution: 5 });
		delay.enable();
		const begun = performance.now();
		const { sizes } = await opinionGroups(matrix);
		const took = performance.now() - begun;
		delay.disable();
		const longest = delay.max / 1e6;
		console.log(
			`  ${people} people × ${statements} statements: ${took.toFixed(0)} ms (goal ${goal}), ` +
				`the process was held ${longest.toFixed(0)} ms at most, groups of ${sizes.join(', ')}`
		);
	}
}

/** People of three groups who mostly vote as theirs does. */
function drawn(people: number, statements: number): VoteMatrix {
	const votes = [];
	for (let person = 0; person < people; person += 1)
		for (let statement = 0; statement < statements; statement += 1) {
			const opinion = ((person % 3) * 31 + statement * 17) % 7 < 3 ? 1 : -1;
			const chance = Math.random();
			if (chance > 0.2)
				votes.push({ person, statement, vote: chance > 0.3 ? opinion : chance > 0.25 ? 0 : -opinion });
		}
	return voteMatrix(people, statements, votes);
}
