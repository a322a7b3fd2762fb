import { m } from '#words/messages.js';
import { columnName } from '../words.ts';
import type { Chart, Text } from './chart.ts';

export type Cell = string | number | null;
export type Table = { columns: string[]; rows: Cell[][] };

const votes: Record<string, () => string> = {
	support: m.room_vote_support,
	agree: m.room_vote_agree,
	disagree: m.room_vote_disagree,
	pass: m.room_vote_pass
};

/** A chart as a table: the same figures, for a spreadsheet or a program. */
export function tableOf(chart: Chart): Table {
	switch (chart.shape) {
		case 'bars':
			return {
				columns: [m.room_chart_what(), barColumn[chart.unit]()],
				rows: chart.rows.map(({ label, value }) => [label, value])
			};
		case 'marks':
			return {
				columns: [
					m.room_chart_what(),
					...chart.rows[0]!.counts.map((_, i) => String(chart.from + i)),
					m.room_table_mean()
				],
				rows: chart.rows.map(({ label, counts, mean }) => [label, ...counts, mean])
			};
		case 'cloud':
			return {
				columns: [m.room_words_word(), m.room_chart_answers()],
				rows: chart.words.map(({ word, count }) => [word, count])
			};
		case 'plane':
			return {
				columns: [m.room_chart_what(), m.room_table_across(), m.room_table_upwards()],
				rows: chart.items.map(({ label, x, y }) => [label, x, y])
			};
		case 'texts':
			return textsTable(chart.texts, chart.votes);
		case 'board':
			return boardTable(chart);
		case 'bowl':
			return { columns: [m.room_field_name()], rows: chart.inside.map(({ by }) => [by]) };
		case 'claps':
			return { columns: [m.room_kind_applause()], rows: [[chart.answered]] };
	}
}

const barColumn = {
	answers: m.room_chart_answers,
	points: m.room_chart_points,
	places: m.room_chart_mean_place
};

function boardTable({ columns }: Extract<Chart, { shape: 'board' }>): Table {
	return {
		columns: [m.room_table_column(), m.room_held_text(), m.room_field_name()],
		rows: columns.flatMap(({ key, texts }) => texts.map(({ text, by }) => [columnName(key), text, by]))
	};
}

function textsTable(texts: Text[], words: string[]): Table {
	return {
		columns: [
			m.room_table_order(),
			m.room_held_text(),
			m.room_field_name(),
			...words.map((word) => votes[word]!())
		],
		rows: texts.map((one) => [one.number, one.text, one.by, ...words.map((word) => one.votes[word] ?? 0)])
	};
}
