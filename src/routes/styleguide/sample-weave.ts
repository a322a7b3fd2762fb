import { grain, type Strand, type Thread } from '#ui/weave.ts';

const kinds = ['association', 'authority', 'business', 'cooperative', 'public body'];

/** An invented alliance of any size, to look at its weave; the same seed gives the same alliance. */
export function sampleWeave(
	seed: string,
	size: { threads: number; strands: number }
): { threads: Thread[]; strands: Strand[] } {
	const threads = Array.from({ length: size.threads }, (_, index) => ({
		id: `${seed}-t${index}`,
		label: `${index + 1}`
	}));
	const strands = Array.from({ length: size.strands }, (_, index) => {
		const id = `${seed}-s${index}`;
		return {
			id,
			label: `${index + 1}`,
			kind: kinds[Math.floor(grain(`${id} kind`) * kinds.length)]!,
			knots: threads.filter(({ id: thread }) => grain(`${id} ${thread}`) < 0.16).map((thread) => thread.id)
		};
	});
	return { threads, strands };
}
