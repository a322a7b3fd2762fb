import { m } from '#words/messages.js';
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
	applause: m.room_kind_applause
};

const acts: Record<ActName, () => string> = {
	'start-activity': m.room_act_start,
	'close-answers': m.room_host_close_answers,
	'reopen-answers': m.room_host_reopen_answers,
	'show-results': m.room_host_show_results,
	'hide-results': m.room_host_hide_results,
	'next-step': m.room_act_next_step,
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

/** The name of a kind of activity. */
export function kindWords(kind: string): string {
	return kinds[kind as KindName]();
}

/** What a host did, in a line. */
export function actWords({ what, about, by }: { what: string; about: string; by: string | null }): string {
	const line = [acts[what as ActName](), about].filter(Boolean).join(m.room_act_about());
	return by ? m.room_act_by({ act: line, name: by }) : line;
}
