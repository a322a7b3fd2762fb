import { m } from '#words/messages.js';
import type { OrganisationKind } from './organisation-kinds.ts';
import type { roleNames } from './role-names.ts';

/** A character of a demonstration, whom a visitor can be in one click. Everything about them is invented. */
export type Persona = {
	key: string;
	name: string;
	email: string;
	/** Who this is, in a sentence of the current language. */
	readonly title: string;
	organisation?: { name: string; kind: OrganisationKind; place: string; role: string };
	role?: (typeof roleNames)[number];
};

/** Addresses of a demonstration: nobody receives mail there, and whatever is sent there is shown to all visitors. */
export const inventedDomain = 'exemple.fr';

/** Who arrives: each visitor who chooses this character gets a new person, of their own. */
export const newcomer: Persona = {
	key: 'newcomer',
	name: 'Camille',
	email: at('camille'),
	get title() {
		return m.people_persona_newcomer();
	}
};

/** The characters that visitors share. */
export const sharedPersonas: Persona[] = [
	{
		key: 'ally',
		name: 'Samira Benali',
		email: at('samira.benali'),
		get title() {
			return m.people_persona_ally();
		},
		organisation: {
			name: 'Les Jardins du Vieux-Pont',
			kind: 'association',
			place: 'Saint-Aubin-des-Prés',
			role: 'bénévole'
		}
	},
	{
		key: 'contact',
		name: 'Yann Le Goff',
		email: at('yann.legoff'),
		get title() {
			return m.people_persona_contact();
		},
		organisation: {
			name: 'Coopérative des Trois Rivières',
			kind: 'cooperative',
			place: 'Montreval-sur-Loue',
			role: 'coordinateur'
		}
	},
	{
		key: 'facilitator',
		name: 'Claire Moreau',
		email: at('claire.moreau'),
		get title() {
			return m.people_persona_facilitator();
		},
		organisation: {
			name: 'Atelier des Passerelles',
			kind: 'association',
			place: 'Villeneuve-le-Bocage',
			role: 'animatrice'
		},
		role: 'facilitator'
	},
	{
		key: 'officer',
		name: 'Thomas Girard',
		email: at('thomas.girard'),
		get title() {
			return m.people_persona_officer();
		},
		organisation: {
			name: 'Communauté de communes du Val d’Orne-Bocage',
			kind: 'local-authority',
			place: 'Saint-Aubin-des-Prés',
			role: 'chargé de mission'
		}
	},
	{
		key: 'elected',
		name: 'Monique Lefranc',
		email: at('monique.lefranc'),
		get title() {
			return m.people_persona_elected();
		},
		organisation: {
			name: 'Commune de Saint-Aubin-des-Prés',
			kind: 'local-authority',
			place: 'Saint-Aubin-des-Prés',
			role: 'maire'
		}
	},
	{
		key: 'funder',
		name: 'Antoine Delmas',
		email: at('antoine.delmas'),
		get title() {
			return m.people_persona_funder();
		},
		organisation: {
			name: 'Fondation Terres Communes de Valmont',
			kind: 'foundation',
			place: 'Valmont',
			role: 'responsable de programme'
		}
	},
	{
		key: 'board',
		name: 'Inès Carvalho',
		email: at('ines.carvalho'),
		get title() {
			return m.people_persona_board();
		},
		organisation: {
			name: 'Réseau des Écoles du Faire',
			kind: 'network',
			place: 'Montreval-sur-Loue',
			role: 'membre du conseil d’administration'
		}
	},
	{
		key: 'administrator',
		name: 'Paul Tanguy',
		email: at('paul.tanguy'),
		get title() {
			return m.people_persona_administrator();
		},
		role: 'administrator'
	}
];

/** All the characters that a visitor of a demonstration can be. */
export const personas: Persona[] = [newcomer, ...sharedPersonas];

const sharedAddresses = new Set(sharedPersonas.map((persona) => persona.email));

/** Whether an address is that of a character whom visitors share. */
export function isSharedPersona(address: string): boolean {
	return sharedAddresses.has(address);
}

/** Whether an address belongs to a demonstration. */
export function isInventedAddress(address: string): boolean {
	return address.endsWith(`@${inventedDomain}`);
}

function at(name: string): string {
	return `${name}@exemple.fr`;
}
