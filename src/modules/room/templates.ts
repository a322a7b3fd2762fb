import { m } from '#words/messages.js';
import type { KindName } from './kinds/kinds.ts';
import type { ActivityInput } from './room.input.ts';
import type { templateNames } from './template-names.ts';

type Prepared = { input: ActivityInput; settings: unknown };
type Template = { name: TemplateName; title: string; activities: Prepared[] };

type TemplateName = (typeof templateNames)[number];

function prepared(kind: KindName, title: string, settings: unknown, isNamed = false): Prepared {
	return { input: { kind, title, about: '', isNamed }, settings };
}

function list(lines: string): string[] {
	return lines.split(' / ');
}

/** Activities that are ready to be taken into a room, in the language of whoever takes them. */
export function templates(): Template[] {
	return [welcome(), evaluation(), hatsTogether(), priorities(), debate(), encounters()];
}

function welcome(): Template {
	return {
		name: 'welcome',
		title: m.room_template_welcome(),
		activities: [
			prepared('choice', m.room_template_welcome_family(), {
				options: list(m.room_template_families()),
				most: 1
			}),
			prepared('cloud', m.room_template_welcome_word(), { most: 1 }),
			prepared('open', m.room_template_welcome_hope(), { most: 1 })
		]
	};
}

function evaluation(): Template {
	const scale = { from: 1, to: 5, low: m.room_template_low(), high: m.room_template_high() };
	return {
		name: 'evaluation',
		title: m.room_template_evaluation(),
		activities: [
			prepared('scale', m.room_template_evaluation_marks(), {
				...scale,
				items: list(m.room_template_evaluation_items())
			}),
			prepared('cloud', m.room_template_evaluation_words(), { most: 3 }),
			prepared('open', m.room_template_evaluation_next(), { most: 3 }),
			prepared('applause', m.room_template_evaluation_thanks(), {})
		]
	};
}

function priorities(): Template {
	return {
		name: 'priorities',
		title: m.room_template_priorities(),
		activities: [
			prepared('open', m.room_template_priorities_ideas(), { most: 3 }, true),
			prepared('points', m.room_template_priorities_points(), {
				options: list(m.room_template_priorities_items()),
				total: 100
			}),
			prepared('plane', m.room_template_priorities_map(), {
				...{ items: list(m.room_template_priorities_items()), left: m.room_template_easy() },
				...{ right: m.room_template_hard(), bottom: m.room_template_small(), top: m.room_template_large() }
			})
		]
	};
}

function debate(): Template {
	return {
		name: 'debate',
		title: m.room_template_debate(),
		activities: [
			prepared('questions', m.room_template_debate_questions(), { most: 3 }, true),
			prepared('statements', m.room_template_debate_statements(), { most: 3 }),
			prepared('cloud', m.room_template_debate_word(), { most: 1 })
		]
	};
}

function hatsTogether(): Template {
	return {
		name: 'hats',
		title: m.room_kind_hats(),
		activities: [
			prepared('hats', m.room_template_hats(), { mode: 'together', writing: 3, sharing: 5, most: 3 })
		]
	};
}

function encounters(): Template {
	return {
		name: 'encounters',
		title: m.room_template_encounters(),
		activities: [
			prepared('pairs', m.room_template_encounters_pairs(), { rounds: 3, minutes: 10, most: 3 }),
			prepared('fish-bowl', m.room_template_encounters_bowl(), { chairs: 4 })
		]
	};
}
