import { writeFileSync } from 'node:fs';
import type { settlements } from '#modules/territories/settlements.server.ts';

type Town = Awaited<ReturnType<typeof settlements>>[number];

const header =
	'Nom;Type;SIREN;Commune;Code INSEE;Latitude;Longitude;Adresse;Courriel;Téléphone;Site web;Phrase;Description;Compétences';
const names = [
	'La Ressourcerie',
	'L’Atelier partagé',
	'Le Jardin vivrier',
	'La Maison des associations',
	'Le Fournil',
	'La Régie de quartier',
	'Les Énergies citoyennes',
	'Le Tiers-lieu'
];
const kinds = ['Association', 'SCIC', 'Collectivité', 'Entreprise'];
const sentences = [
	'Nous aidons les communes à réunir leurs habitants autour d’un projet.',
	'Nous plantons des haies et nous apprenons à les soigner.',
	'Nous partageons des vélos, des voitures et des trajets.'
];
const descriptions = [
	'Ouvert trois jours par semaine, le lieu réunit une recyclerie, un café associatif et des ateliers où chacun apprend à réparer ce qu’il possède.',
	'Avec les écoles et les maraîchers des environs, nous cuisinons chaque jour ce qui pousse autour, et nous montrons comment.',
	'Un groupe d’habitants suit la rivière depuis dix ans, mesure, raconte, et propose à la commune ce qui pourrait changer.'
];
const skills = ['Facilitation', 'Cartographie', 'Comptabilité', 'Médiation'];

/** Writes a file as an office would send it: so many organisations of its own, in towns of France, with all that an import reads. */
export function writeGeneratedFile(path: string, size: number, towns: Town[]): void {
	const lines = Array.from({ length: size }, (_, at) => lineOf(at, towns[(at * 7919) % towns.length]!));
	writeFileSync(path, [header, ...lines].join('\n'));
}

function lineOf(at: number, { id, label, latitude, longitude }: Town): string {
	const town = label.replace(/ \(.*\)$/, '');
	const among = (words: string[]) => words[at % words.length]!;
	return [
		`${among(names)} de ${town} no ${at}`,
		among(kinds),
		sirenOf(at),
		town,
		id.replace('commune-', ''),
		(latitude + (at % 7) / 1000).toFixed(5),
		(longitude + (at % 5) / 1000).toFixed(5),
		`${1 + (at % 90)} rue des Tilleuls`,
		`contact${at}@ally.exemple.org`,
		`02 99 ${pairs(at)}`,
		`https://ally${at}.exemple.org`,
		among(sentences),
		`${among(descriptions)} Depuis ${1980 + (at % 40)}, à ${town}.`,
		`${among(skills)}, ${skills[(at + 1) % skills.length]!}`
	].join(';');
}

const pairs = (at: number) =>
	String(at % 1_000_000)
		.padStart(6, '0')
		.replace(/(..)(..)(..)/, '$1 $2 $3');

/** A number that the check digit of Luhn makes right. */
function sirenOf(at: number): string {
	const stem = String(30_000_000 + at);
	const sum = [...stem].reduce((total, digit, place) => {
		const weighed = Number(digit) * (place % 2 === 1 ? 2 : 1);
		return total + (weighed > 9 ? weighed - 9 : weighed);
	}, 0);
	return stem + String((10 - (sum % 10)) % 10);
}
