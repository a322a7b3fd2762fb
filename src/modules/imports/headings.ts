import type { ImportField } from './columns.ts';

const among = (...lines: string[]) => lines.flatMap((line) => line.split(', '));

/** Headings as offices, open data and other software write them: words without accents, in the order of trust. */
export const headings: Record<ImportField, string[]> = {
	name: among(
		'nom, raison sociale, structure, nom de la structure, nom structure, organisation, organisme, denomination',
		'nom complet, nom de l organisation, nom de l organisme, nom de l association, intitule, titre, libelle',
		'name, organization, organisation name, organization name, title, bf titre, libelle epci, nom epci',
		'nom du groupement, nom de la commune, libelle de la commune, association'
	),
	kind: among(
		'type, type de structure, type structure, statut, statut juridique, nature, nature juridique, kind',
		'forme juridique, categorie, famille, organization type, type d organisation, legal type'
	),
	sentence: among('phrase, accroche, resume, en une phrase, objet, summary, tagline, mission, slogan'),
	description: among(
		'description, presentation, activites, activite, a propos, about, bf description, descriptif',
		'description more, descriptionmore, commentaire, commentaires, details'
	),
	siren: among('siren, n siren, no siren, numero siren, siren epci, epci, code siren, bf siren'),
	siret: among('siret, n siret, no siret, numero siret, siret siege, bf siret'),
	rna: among('rna, n rna, no rna, numero rna, code rna, id association'),
	website: among(
		'site web, site internet, site, url, web, website, adresse web, lien, primary url, homepage',
		'bf site internet, site web url, link'
	),
	email: among(
		'courriel, email, e mail, mail, adresse mail, adresse email, adresse courriel, mel, bf mail',
		'adresse electronique, contact mail, contact email, contact details email'
	),
	phone: among(
		'telephone, tel, n telephone, no de telephone, numero de telephone, phone, portable, bf telephone'
	),
	address: among(
		'adresse, adresse postale, rue, voie, address, street, address streetaddress, bf adresse, adresse complete',
		'adresse 1, adresse 2, complement d adresse, full address, street address'
	),
	postalCode: among(
		'code postal, cp, postal, code postale, postal code, postcode, zip, address postalcode, bf code postal'
	),
	commune: among(
		'commune, ville, localite, nom commune, libelle commune, city, town, locality, siege, lieu',
		'address addresslocality, bf ville, commune siege, place'
	),
	inseeCode: among(
		'insee, code insee, code commune, code insee commune, citycode, codgeo, com, code com, insee com'
	),
	departement: among(
		'departement, dep, dept, code departement, n departement, no departement, department, dep epci'
	),
	latitude: among(
		'latitude, lat, y, geo latitude, geolocation lat, bf latitude, geolocation latitude',
		'geolocation bf latitude'
	),
	longitude: among(
		'longitude, lon, lng, long, x, geo longitude, geolocation lon, bf longitude, geolocation longitude',
		'geolocation bf longitude'
	),
	point: among(
		'geo point 2d, geopoint, geo point, coordonnees, coordonnees gps, gps, carte google, geolocalisation'
	),
	offers: among(
		'competences, competence, savoir faire, offres, offre, expertises, expertise, ce que nous offrons, skills',
		'offers, competences offertes, domaines de competence'
	),
	needs: among(
		'besoins, besoin, demandes, recherche, attentes, needs, ce que nous cherchons, besoins exprimes'
	)
};
