/** What a step may say about itself, below its line. */
export type Say = (line: string) => void;

/** Runs one step of a program and prints one line with its time. */
export async function step<Result>(
	name: string,
	work: (say: Say) => Promise<Result> | Result
): Promise<Result> {
	const begun = performance.now();
	const remarks: string[] = [];
	process.stdout.write(`${name}… `);
	try {
		const result = await work((line) => remarks.push(line));
		console.log(seconds(begun));
		for (const remark of remarks) console.log(`  ${remark}`);
		return result;
	} catch (error) {
		console.log(`failed after ${seconds(begun)}`);
		for (const remark of remarks) console.log(`  ${remark}`);
		throw error;
	}
}

/** The time since a moment of `performance.now()`, in seconds. */
export function seconds(begun: number): string {
	return `${((performance.now() - begun) / 1000).toFixed(1)} s`;
}
