import { hats, type HatsSettings } from '../kinds/hats.ts';
import { stepsOf } from '../steps.ts';
import type { Chart, Text } from './chart.ts';

type Written = {
	texts: Text[];
	textsInAll: number;
	syntheses: { hat: string; text: string }[];
	isHost: boolean;
};

/** What was written under each hat, or after each round: what is being written in silence is for hosts alone, others know how many. */
export function boardChart(
	activity: { kind: string; settings: unknown; step: number },
	written: Written
): Chart {
	const { texts, textsInAll, syntheses, isHost } = written;
	const steps = stepsOf(activity);
	const step = steps[activity.step]!;
	const names =
		activity.kind === 'hats'
			? hats
			: steps.filter(({ phase }) => phase === 'talk').map(({ round }) => String(round));
	const isEach = activity.kind === 'hats' && (activity.settings as HatsSettings).mode === 'each';
	const columns = names.map((key) => {
		const own = texts.filter(({ column }) => column === key);
		const isSecret = step.phase === 'write' && (isEach || step.hat === key) && !isHost;
		const synthesis = syntheses.find(({ hat }) => hat === key)?.text ?? '';
		return { key, synthesis, isSecret, count: own.length, texts: isSecret ? [] : own };
	});
	return { shape: 'board', answered: textsInAll, columns, step, steps: steps.length, at: activity.step };
}

/** Who is in the middle, and who waits for a chair in the order in which they asked. */
export function bowlChart({ chairs }: { chairs: number }, texts: Text[]): Chart {
	const inside = texts.filter(({ state }) => state === 'shown');
	const waiting = texts.filter(({ state }) => state === 'waiting');
	return { shape: 'bowl', answered: texts.length, chairs, inside, waiting };
}
