import type * as v from 'valibot';

/** What one answer adds to the sums of an activity. */
export type Tally = [key: string, weight: number][];

/** What somebody sends, once it was read: values by slot (null takes one back), and what they wrote for others. */
export type Given = {
	answers: { slot: string; value: unknown }[];
	contributions: { key: string; text: string }[];
	/** What is counted and not kept, such as a hand that claps. */
	adds: Tally;
};

/** One kind of activity: what its host says, what people answer, and what an answer adds to the sums. Pure. */
export type ActivityKind<Settings = never> = {
	/** From the fields of the host's form. */
	settings: v.GenericSchema<unknown, Settings>;
	/** From the fields of the participant's form. */
	given(settings: Settings): v.GenericSchema<unknown, Given>;
	tallied(value: never, slot: string, settings: Settings): Tally;
	/** How many texts one person may write; none where there are none. */
	mostContributions?(settings: Settings): number;
};

/** The key under which the number of those who answered is kept. */
export const everybody = '#';

/** Only values, no contributions. */
export function values(answers: Given['answers']): Given {
	return { answers, contributions: [], adds: [] };
}
