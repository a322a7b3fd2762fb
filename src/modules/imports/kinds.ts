import type { OrganisationKind } from '../people/organisation-kinds.ts';
import { headingKey } from './columns.ts';

/** Words by which files say what an organisation is; the first that is found decides, so the precise ones come first. */
const words: [OrganisationKind, string[]][] = [
	['cooperative', ['scop', 'scic', 'cooperative', 'coop', 'cae']],
	['foundation', ['fondation', 'fonds de dotation', 'foundation']],
	['network', ['reseau', 'federation', 'network', 'tete de reseau', 'union']],
	[
		'research',
		[
			'universite',
			'recherche',
			'research',
			'ecole',
			'laboratoire',
			'enseignement',
			'lycee',
			'formation',
			'university'
		]
	],
	[
		'state',
		[
			'etat',
			'prefecture',
			'state',
			'ademe',
			'agence',
			'dreal',
			'ddt',
			'ddtm',
			'banque des territoires',
			'service de l etat'
		]
	],
	[
		'local-authority',
		[
			...[
				'commune',
				'mairie',
				'ville',
				'epci',
				'cc',
				'ca',
				'cu',
				'metro',
				'met',
				'met69',
				'metropole',
				'communaute'
			],
			...[
				'communaute de communes',
				'communaute d agglomeration',
				'communaute urbaine',
				'collectivite',
				'petr',
				'pnr'
			],
			...[
				'departement',
				'conseil departemental',
				'region',
				'conseil regional',
				'syndicat mixte',
				'syndicat',
				'parc'
			],
			...['local authority', 'pays', 'intercommunalite', 'collectivite territoriale']
		]
	],
	['association', ['association', 'asso', 'ong', 'loi 1901', 'collectif', 'ngo', 'non profit', 'nonprofit']],
	[
		'company',
		[
			'entreprise',
			'societe',
			'sas',
			'sarl',
			'sa',
			'eurl',
			'sasu',
			'company',
			'business',
			'independant',
			'bureau d etudes'
		]
	],
	['other', ['autre', 'other', 'divers']]
];

/** The kind of organisation that a file says in its own words, or nothing when it is not understood. */
export function kindIn(text: string): OrganisationKind | null {
	const said = ` ${headingKey(text)} `;
	for (const [kind, names] of words) if (names.some((name) => said.includes(` ${name} `))) return kind;
	return null;
}
