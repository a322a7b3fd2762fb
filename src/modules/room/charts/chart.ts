import type { Step } from '../steps.ts';
import type { OpinionMap } from '../opinions/opinion-map.ts';

/** Something that somebody wrote, as it is read in the room. */
export type Text = {
	id: string;
	number: number;
	text: string;
	/** Null: anonymous, or no name was given. */
	by: string | null;
	step: number;
	/** Under which of the six hats, or after which round of pairs. */
	column: string;
	state: 'waiting' | 'shown' | 'hidden';
	isAnswered: boolean;
	isKept: boolean;
	/** How many said each of the words offered. */
	votes: Record<string, number>;
};

/** What the answers to an activity come to, ready to be drawn, read in a table, or taken away. */
export type Chart = { answered: number } & (
	| {
			shape: 'bars';
			unit: 'answers' | 'points' | 'places';
			rows: { label: string; value: number; share: number }[];
	  }
	| {
			shape: 'marks';
			from: number;
			ends: { low: string; high: string };
			rows: { label: string; counts: number[]; answered: number; mean: number | null }[];
	  }
	| { shape: 'cloud'; words: { key: string; word: string; count: number; size: number }[] }
	| {
			shape: 'plane';
			ends: { left: string; right: string; bottom: string; top: string };
			items: { label: string; x: number; y: number; squares: { x: number; y: number; count: number }[] }[];
	  }
	| {
			shape: 'texts';
			votes: string[];
			texts: Text[];
			all: number;
			/** Of statements: the groups of people who vote alike. */
			opinions: { map: OpinionMap; words: Record<string, string> } | null;
	  }
	| {
			shape: 'board';
			/** Of hats, or of rounds of pairs; what is being written is counted and not shown. */
			columns: { key: string; synthesis: string; isSecret: boolean; count: number; texts: Text[] }[];
			step: Step;
			steps: number;
			at: number;
	  }
	| { shape: 'bowl'; chairs: number; inside: Text[]; waiting: Text[] }
	| { shape: 'claps' }
);

/** The sums of an activity, by key. */
export type Sums = Map<string, number>;

/** What people wrote, wherever it stands in a chart. */
export function textsIn(chart: Chart): Text[] {
	if (chart.shape === 'texts') return chart.texts;
	return chart.shape === 'board' ? chart.columns.flatMap(({ texts }) => texts) : [];
}
