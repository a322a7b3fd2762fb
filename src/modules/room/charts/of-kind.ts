import type { OpinionMap } from '../opinions/opinion-map.ts';
import type { Chart, Sums, Text } from './chart.ts';
import { boardChart, bowlChart } from './board-chart.ts';
import { cloudChart, type WordRuling } from './cloud-chart.ts';
import { choiceChart, planeChart, pointsChart, rankingChart, scaleChart } from './counted.ts';

type Known = {
	sums: Sums;
	rulings: WordRuling[];
	texts: Text[];
	textsInAll: number;
	opinions: { map: OpinionMap; words: Record<string, string> } | null;
	syntheses: { hat: string; text: string }[];
	isHost: boolean;
};

/** What people may say of what others wrote, by kind of activity. */
export const votesOf: Record<string, string[]> = {
	questions: ['support'],
	statements: ['agree', 'disagree', 'pass']
};

/** What the answers to an activity come to. */
export function chartOf(activity: { kind: string; settings: unknown; step: number }, known: Known): Chart {
	const { kind, settings } = activity;
	const { sums, rulings, texts, textsInAll: all, opinions } = known;
	switch (kind) {
		case 'choice':
			return choiceChart(settings as never, sums);
		case 'scale':
			return scaleChart(settings as never, sums);
		case 'ranking':
			return rankingChart(settings as never, sums);
		case 'points':
			return pointsChart(settings as never, sums);
		case 'plane':
			return planeChart(settings as never, sums);
		case 'cloud':
			return cloudChart(sums, rulings);
		case 'hats':
		case 'pairs':
			return boardChart(activity, known);
		case 'fish-bowl':
			return bowlChart(settings as never, texts);
		case 'applause':
			return { shape: 'claps', answered: sums.get('clap') ?? 0 };
		default:
			return { shape: 'texts', votes: votesOf[kind] ?? [], texts, all, opinions, answered: all };
	}
}
