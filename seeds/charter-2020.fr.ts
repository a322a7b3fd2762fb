/** The charter of the demonstration, as of 2020: our own words, about how an alliance for the transitions works. */
export const charter2020: { title: string; paragraphs: string[] }[] = [
	{
		title: 'Une alliance, pas un réseau',
		paragraphs: [
			'Nous faisons alliance pour **agir ensemble**, et non pour nous tenir informés les uns des autres. Chacun garde son nom, ses statuts et sa manière de faire.',
			'Être allié, c’est mettre quelque chose en commun : un savoir, du temps, un lieu, un récit, une épreuve traversée.',
			'L’association qui anime l’alliance est à son service. Elle n’en est ni la propriétaire ni la voix unique.'
		]
	},
	{
		title: 'Politique, mais d’aucun parti',
		paragraphs: [
			'Changer de modèle de développement est une affaire politique : elle touche à ce que nous avons de commun. Nous l’assumons.',
			'L’alliance ne soutient aucun parti ni aucune candidature. On y vient avec ses convictions ; on n’y fait pas campagne.'
		]
	},
	{
		title: 'Le territoire, ce sont tous ceux qui y vivent et y agissent',
		paragraphs: [
			'Un territoire ne se réduit pas à sa collectivité. Il comprend ses habitants, ses entreprises, ses associations, ses services publics, et aussi ses sols, son eau et le vivant.',
			'Une transition juste se conduit dans toutes ses dimensions à la fois : écologique, sociale, économique, démocratique et culturelle.',
			'Ce qui est appris à un endroit n’est pas recopié ailleurs : on le raconte, et chacun en fait autre chose.'
		]
	},
	{
		title: 'Quatre familles autour de la table',
		paragraphs: [
			'Nous réunissons les élus, les agents des collectivités, les acteurs socio-économiques et les représentants de l’État.',
			'Aucune famille ne décide à la place des autres. Quand l’une d’elles manque, nous le disons et nous allons la chercher.'
		]
	},
	{
		title: 'Coopérer plutôt que prester',
		paragraphs: [
			'Nous accompagnons les territoires ; nous ne leur livrons pas de solution toute faite. La question se construit avec ceux qui la vivent.',
			'Coopérer demande d’accepter d’être changé par le travail des autres. Nous prenons le temps qu’il faut pour cela.',
			'Lorsqu’un travail est rémunéré, la part de chacun est discutée à découvert, dans un esprit de partage à moitié entre l’équipe et les alliés.'
		]
	},
	{
		title: 'Raconter et évaluer',
		paragraphs: [
			'Nous mettons en récits ce que nous faisons, y compris ce qui résiste et ce qui déçoit. Les récits contraires ont leur place.',
			'Nous cherchons les effets de nos actions avec ceux qui les ont vécus. Un chiffre seul ne dit pas ce qui a changé.'
		]
	},
	{
		title: 'Apprendre entre pairs, en confiance',
		paragraphs: [
			'Ceux qui conduisent le changement apprennent d’abord de leurs pairs. Nous leur ménageons des lieux pour cela.',
			'Ce qui est confié entre pairs reste entre eux, tant qu’ils n’ont pas choisi ensemble de l’ouvrir.',
			'Nul n’est jugé pour un échec raconté.'
		]
	},
	{
		title: 'Mettre en commun',
		paragraphs: [
			'Les méthodes, les outils et les récits que nous produisons ensemble sont des communs. Ils sont publiés sous une licence libre, qui nomme leurs auteurs.',
			'Qui reprend un commun s’engage à dire ce qu’il en a fait et à partager ce qu’il y ajoute.'
		]
	},
	{
		title: 'Célébrer et renoncer',
		paragraphs: [
			'Nous fêtons ce qui a été accompli, les petites avancées comme les grandes.',
			'Nous honorons aussi les renoncements : ce qu’un territoire a choisi, avec sagesse, de ne plus faire.'
		]
	},
	{
		title: 'Des cercles, pas une échelle',
		paragraphs: [
			'Chacun s’engage à la mesure de ses forces : soutenir, participer, contribuer, produire ensemble. Ces cercles ne se classent pas.',
			'On passe de l’un à l’autre librement. Nul ne vaut plus parce qu’il en fait plus.'
		]
	},
	{
		title: 'Signer, réviser, partir',
		paragraphs: [
			'Toute organisation et toute personne peut signer cette charte. Signer est libre et gratuit. On peut y joindre une réserve.',
			'La charte est révisée tous les trois ans, avec tous ceux qui le souhaitent, paragraphe par paragraphe. Chacun est alors libre de la signer à nouveau.',
			'On peut se retirer à tout moment, sans avoir à se justifier.'
		]
	}
];

/** What the draft of the 2024 revision changes already: a new wording, by place. */
export const draft2024: { place: string; text: string }[] = [
	{
		place: '3.2',
		text: 'Une transition juste se conduit dans toutes ses dimensions à la fois : écologique, sociale, économique, démocratique et culturelle. Elle commence par ceux qui ont le moins.'
	},
	{
		place: '8.1',
		text: 'Les méthodes, les outils et les récits que nous produisons ensemble sont des communs. Ils sont publiés dans l’année sous une licence libre, qui nomme leurs auteurs.'
	}
];

/** What the draft of the 2024 revision adds: a paragraph at the end of an article. */
export const additions2024: { article: number; text: string }[] = [
	{
		article: 6,
		text: 'Un effet ne compte que s’il est confirmé par quelqu’un qui n’a pas intérêt à l’embellir.'
	}
];

export const comments2024: { place: string; by: string; text: string }[] = [
	{
		place: '4.2',
		by: 'monique.lefranc@exemple.fr',
		text: 'Dans ma commune, c’est presque toujours l’État qui manque. Pourrait-on dire qui va le chercher ?'
	},
	{
		place: '4.2',
		by: 'thomas.girard@exemple.fr',
		text: 'Chez nous, c’est plutôt les entreprises. Je garderais la phrase ouverte.'
	},
	{
		place: '8.1',
		by: 'yann.legoff@exemple.fr',
		text: '« Dans l’année » me va. Une petite structure doit pouvoir publier un brouillon.'
	},
	{
		place: '5.3',
		by: 'antoine.delmas@exemple.fr',
		text: 'Les financeurs gagneraient à lire cette règle avant le premier rendez-vous.'
	}
];

export const amendments2024: {
	place: string;
	by: string;
	text: string;
	reason: string;
	supportedBy: string[];
	declined?: string;
}[] = [
	{
		place: '4.2',
		by: 'claire.moreau@exemple.fr',
		text: 'Aucune famille ne décide à la place des autres. Quand l’une d’elles manque, nous le disons, nous allons la chercher, et les décisions importantes l’attendent.',
		reason: 'On dit souvent qu’une famille manque, puis on avance sans elle.',
		supportedBy: ['monique.lefranc@exemple.fr', 'ines.carvalho@exemple.fr', 'samira.benali@exemple.fr']
	},
	{
		place: '7.2',
		by: 'thomas.girard@exemple.fr',
		text: 'Ce qui est confié entre pairs reste entre eux, tant qu’ils n’ont pas choisi ensemble de l’ouvrir. Cela vaut aussi pour ce qui est écrit.',
		reason: 'Des comptes rendus ont circulé trop vite.',
		supportedBy: ['claire.moreau@exemple.fr']
	},
	{
		place: '11.2',
		by: 'samira.benali@exemple.fr',
		text: 'La charte est révisée tous les cinq ans, avec tous ceux qui le souhaitent, paragraphe par paragraphe. Chacun est alors libre de la signer à nouveau.',
		reason: 'Trois ans, c’est court pour une petite association.',
		supportedBy: [],
		declined:
			'Trois ans restent le rythme de nos assemblées. Une petite association peut signer en une minute.'
	}
];

type InventedOrganisation = {
	name: string;
	kind:
		| 'local-authority'
		| 'association'
		| 'company'
		| 'cooperative'
		| 'research'
		| 'network'
		| 'foundation'
		| 'state';
	place: string;
	/** Who signs for it, in which quality; named in the register or not. */
	by: string;
	mandate: string;
	isNamed: boolean;
	reservation?: string;
};

/** Signatories who do not exist, in places that do not exist either. */
export const organisations2020: InventedOrganisation[] = [
	{
		name: 'Commune de Valombreuse',
		kind: 'local-authority',
		place: 'Valombreuse',
		by: 'Hélène Bruyère',
		mandate: 'maire',
		isNamed: true
	},
	{
		name: 'Les Amis du Bocage Bleu',
		kind: 'association',
		place: 'Saint-Aubin-des-Prés',
		by: 'Karim Aït-Saïd',
		mandate: 'président',
		isNamed: true
	},
	{
		name: 'Coopérative du Grand Pré',
		kind: 'cooperative',
		place: 'Montreval-sur-Loue',
		by: 'Odile Prévert',
		mandate: 'co-gérante',
		isNamed: true
	},
	{
		name: 'Pays des Trois Clochers',
		kind: 'local-authority',
		place: 'Villeneuve-le-Bocage',
		by: 'Rémi Chastain',
		mandate: 'directeur',
		isNamed: false,
		reservation: 'Nous signons en attendant le vote de notre conseil, prévu au printemps.'
	},
	{
		name: 'Université populaire de l’Estuaire doré',
		kind: 'research',
		place: 'Port-Clair',
		by: 'Nadia Ferrand',
		mandate: 'responsable des projets',
		isNamed: true
	},
	{
		name: 'Énergie citoyenne de la Loue',
		kind: 'cooperative',
		place: 'Montreval-sur-Loue',
		by: 'Gilles Aubry',
		mandate: 'président',
		isNamed: true
	},
	{
		name: 'La Recyclerie des Quatre Vents',
		kind: 'association',
		place: 'Port-Clair',
		by: 'Fatou Diarra',
		mandate: 'coordinatrice',
		isNamed: true
	},
	{
		name: 'Fondation du Vieux Tilleul',
		kind: 'foundation',
		place: 'Valmont',
		by: 'Jeanne Lormeau',
		mandate: 'déléguée générale',
		isNamed: false
	},
	{
		name: 'Réseau des cantines de demain',
		kind: 'network',
		place: 'Valmont',
		by: 'Mathieu Serrano',
		mandate: 'animateur',
		isNamed: true
	},
	{
		name: 'Menuiserie Bois d’ici',
		kind: 'company',
		place: 'Saint-Aubin-des-Prés',
		by: 'Lucie Garrel',
		mandate: 'gérante',
		isNamed: true
	},
	{
		name: 'Foyer rural de Haute-Combe',
		kind: 'association',
		place: 'Haute-Combe',
		by: 'Bernard Tissot',
		mandate: 'trésorier',
		isNamed: false
	},
	{
		name: 'Ville de Port-Clair',
		kind: 'local-authority',
		place: 'Port-Clair',
		by: 'Amélie Roussel',
		mandate: 'adjointe aux transitions',
		isNamed: true
	},
	{
		name: 'Les Paniers de la Vallée',
		kind: 'association',
		place: 'Haute-Combe',
		by: 'Sylvain Maury',
		mandate: 'administrateur',
		isNamed: true
	},
	{
		name: 'Atelier vélo La Roue libre',
		kind: 'association',
		place: 'Valombreuse',
		by: 'Léa Kermadec',
		mandate: 'salariée',
		isNamed: true,
		reservation: 'Nous aurions aimé lire le mot « mobilité ».'
	},
	{
		name: 'Habitat partagé des Lavandières',
		kind: 'association',
		place: 'Montreval-sur-Loue',
		by: 'Denis Oberlin',
		mandate: 'habitant référent',
		isNamed: false
	},
	{
		name: 'Syndicat de la rivière Claire',
		kind: 'local-authority',
		place: 'Port-Clair',
		by: 'Patricia Lemoine',
		mandate: 'vice-présidente',
		isNamed: true
	}
];

/** Persons who do not exist; some keep their name to themselves. */
export const persons2020: { name: string; isNamed: boolean; reservation?: string }[] = [
	{ name: 'Aurore Delaunay-Petit', isNamed: true },
	{ name: 'Baptiste Kervella', isNamed: true },
	{ name: 'Cécile Monthieux', isNamed: false },
	{ name: 'Daouda Sylla', isNamed: true, reservation: 'Je signe avec joie, et je veillerai à l’article 4.' },
	{ name: 'Édith Vaucresson', isNamed: false },
	{ name: 'Félix Orsini', isNamed: true },
	{ name: 'Gwenaëlle Rouault', isNamed: true },
	{ name: 'Hugo Pelissard', isNamed: false },
	{ name: 'Ismaël Touré', isNamed: true },
	{ name: 'Josiane Berthelot', isNamed: true },
	{ name: 'Katell Morvan-Dubois', isNamed: false },
	{ name: 'Lucien Abadie', isNamed: true },
	{ name: 'Maïwenn Tréguier', isNamed: true },
	{ name: 'Nathanaël Cordier', isNamed: false },
	{ name: 'Œnone Fabre', isNamed: true },
	{ name: 'Pascal Thévenin', isNamed: true },
	{ name: 'Qîm Lan Duval', isNamed: false },
	{ name: 'Rosa Mendès', isNamed: true },
	{ name: 'Sébastien Colombani', isNamed: false },
	{ name: 'Tiphaine Guérin', isNamed: true },
	{ name: 'Ulysse Barrault', isNamed: true },
	{ name: 'Violette Jaccard', isNamed: false },
	{ name: 'Wassila Hamdi', isNamed: true },
	{ name: 'Zoé Lacombe', isNamed: true }
];
