import { m } from '#words/messages.js';
import type { Hat } from './kinds/hats.ts';
import type { KindName } from './kinds/kinds.ts';
import type { ActName } from './acting.server.ts';

const kinds: Record<KindName, () => string> = {
	cloud: m.room_kind_cloud,
	choice: m.room_kind_choice,
	scale: m.room_kind_scale,
	open: m.room_kind_open,
	questions: m.room_kind_questions,
	ranking: m.room_kind_ranking,
	points: m.room_kind_points,
	plane: m.room_kind_plane,
	statements: m.room_kind_statements,
	hats: m.room_kind_hats,
	'fish-bowl': m.room_kind_fish_bowl,
	pairs: m.room_kind_pairs,
	applause: m.room_kind_applause
};

const acts: Record<ActName, () => string> = {
	'start-activity': m.room_act_start,
	'close-answers': m.room_host_close_answers,
	'reopen-answers': m.room_host_reopen_answers,
	'show-results': m.room_host_show_results,
	'hide-results': m.room_host_hide_results,
	'next-step': m.room_act_next_step,
	'extend-step': m.room_host_extend,
	synthesis: m.room_host_synthesis,
	pause: m.room_host_pause,
	resume: m.room_host_resume,
	'start-for-real': m.room_host_start_for_real,
	'close-room': m.room_host_close_room,
	'reopen-room': m.room_host_reopen_room,
	hide: m.room_host_hide,
	show: m.room_host_show,
	merge: m.room_host_merge,
	answered: m.room_host_answered,
	keep: m.room_host_keep,
	'hide-word': m.room_act_hide_word,
	'merge-words': m.room_act_merge_words,
	undo: m.room_host_undo
};

const hatNames: Record<Hat, () => string> = {
	factual: m.room_hat_factual,
	emotional: m.room_hat_emotional,
	critical: m.room_hat_critical,
	positive: m.room_hat_positive,
	creative: m.room_hat_creative,
	organising: m.room_hat_organising
};

const hatMeanings: Record<Hat, () => string> = {
	factual: m.room_hat_factual_means,
	emotional: m.room_hat_emotional_means,
	critical: m.room_hat_critical_means,
	positive: m.room_hat_positive_means,
	creative: m.room_hat_creative_means,
	organising: m.room_hat_organising_means
};

/** The name of a hat. */
export function hatName(hat: string): string {
	return hatNames[hat as Hat]();
}

/** What one looks for under a hat, in plain words. */
export function hatMeaning(hat: string): string {
	return hatMeanings[hat as Hat]();
}

/** The title of a column of a board: a hat, or a round. */
export function columnName(column: string): string {
	return /^\d+$/.test(column) ? m.room_round({ round: Number(column) }) : hatName(column);
}

/** The name of a kind of activity. */
export function kindWords(kind: string): string {
	return kinds[kind as KindName]();
}

/** What a host did, in a line. */
export function actWords({ what, about, by }: { what: string; about: string; by: string | null }): string {
	const line = [acts[what as ActName](), about].filter(Boolean).join(m.room_act_about());
	return by ? m.room_act_by({ act: line, name: by }) : line;
}
