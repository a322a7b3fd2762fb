import type { ReactionKind } from './kinds.ts';

/** A thread of the demonstration: everything said in it is invented. `by` counts the members of the group in turn. */
export type PlantedThread = {
	subject: string;
	isQuestion?: boolean;
	/** The number of the message that answers. */
	answer?: number;
	said: { by: number; text: string; hoursAgo: number; words?: [ReactionKind, number][] }[];
};

/** What is said in a group of the demonstration. */
export const plantedTalk: PlantedThread[] = [
	{
		subject: 'Quelle salle pour la prochaine rencontre ?',
		isQuestion: true,
		answer: 3,
		said: [
			{
				by: 0,
				hoursAgo: 76,
				text: 'La salle du Vieux-Pont (inventée) est prise ce jour-là. Il nous faut **vingt places**, un accès de plain-pied et, si possible, une cuisine.\n\nQui a une piste ?'
			},
			{
				by: 1,
				hoursAgo: 74,
				text: 'La médiathèque prête la sienne, mais elle ferme à 18 h. Un peu juste.',
				words: [['thanks', 0]]
			},
			{
				by: 2,
				hoursAgo: 51,
				text: 'La cantine de l’école est libre et tout est de plain-pied :\n\n- 30 places\n- la cuisine, à laisser propre\n- les clés chez Mme Exemple, à la mairie\n\nJe peux la réserver.',
				words: [
					['thanks', 0],
					['thanks', 1],
					['can-help', 3]
				]
			},
			{ by: 0, hoursAgo: 49, text: 'Parfait, merci. On la prend.' }
		]
	},
	{
		subject: 'Ce que nous avons appris de la visite du moulin',
		said: [
			{
				by: 1,
				hoursAgo: 200,
				text: 'Trois choses que je garde de la visite :\n\n1. ils ont commencé à **deux**, avec une roue arrêtée depuis quarante ans ;\n2. la première année, ils n’ont fait qu’écouter les riverains ;\n3. le bief se partage à l’heure près, et tout est écrit.\n\nEt vous ?',
				words: [
					['learning', 0],
					['learning', 2],
					['thanks', 3]
				]
			},
			{
				by: 3,
				hoursAgo: 190,
				text: 'Le cahier du bief ! Une page par jour, signée par celui qui ouvre la vanne. Aucune réunion n’aurait tenu aussi longtemps.',
				words: [['learning', 1]]
			},
			{
				by: 2,
				hoursAgo: 120,
				text: '> ils n’ont fait qu’écouter les riverains\n\nC’est ce qui m’a le plus frappé. Nous avons fait l’inverse l’an dernier, et nous l’avons payé.',
				words: [
					['thanks', 1],
					['learning', 0]
				]
			}
		]
	},
	{
		subject: 'Qui relit le récit du chantier avant jeudi ?',
		said: [
			{
				by: 2,
				hoursAgo: 30,
				text: 'Le récit du chantier d’octobre tient en deux pages. J’aimerais deux relectures : une pour les faits, une pour les phrases trop longues.',
				words: [['can-help', 1]]
			},
			{
				by: 1,
				hoursAgo: 6,
				text: 'Je prends les phrases trop longues. J’en fais assez pour les reconnaître.'
			}
		]
	}
];
