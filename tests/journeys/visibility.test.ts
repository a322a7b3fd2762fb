import { beforeAll, expect, test, vi } from 'vitest';
import { anybody, asPersona, everythingRead, read, sent, unasked, type Asker } from './secrets.ts';

const groups = [
	...['presentation', 'place', 'perimeter', 'offers', 'needs', 'identifiers', 'web', 'picture', 'people'],
	...['circles', 'activities', 'email', 'phone', 'address']
];

/** What each part of the page says, in words that stand nowhere else on the site; and who then still sees it. */
const parts: Record<string, { level: 'allies' | 'private'; marks: string[] }> = {
	presentation: { level: 'allies', marks: ['Phrasezéphyr', 'Textezéphyr'] },
	place: { level: 'private', marks: ['46.17171', '1.87171'] },
	perimeter: { level: 'allies', marks: ['"perimeter":"departement-976"'] },
	offers: { level: 'private', marks: ['Offrezéphyr'] },
	needs: { level: 'allies', marks: ['Besoinzéphyr'] },
	identifiers: { level: 'private', marks: ['987000007', 'W751999999'] },
	web: { level: 'allies', marks: ['site.zephyr.exemple.fr', 'lien.zephyr.exemple.fr', 'Lienzéphyr'] },
	people: { level: 'private', marks: ['Rôlezéphyr'] },
	email: { level: 'allies', marks: ['courriel@zephyr.exemple.fr'] },
	phone: { level: 'private', marks: ['0698765432', '06\u00a098\u00a076\u00a054\u00a032'] },
	address: { level: 'private', marks: ['ruelle Zéphyr'] }
};
const slug = 'maison-temoin';
const page = `/allies/${slug}`;

/** Where one finds the page by what it says: as a word that is typed, and as a choice. */
const typed = ['Phrasezéphyr', 'Textezéphyr'].flatMap((words) =>
	['/recherche?q=', '/allies?q='].map((way) => way + words)
);
const chosen = [
	...['departement=23', 'pres=commune-23096&km=10', 'competence=plan-climat&besoin=low-tech'].map(
		(choice) => `/allies?${choice}`
	),
	...['/allies/carte?cadre=230,290,8', '/allies/carte/points?departement=23', '/allies?tri=recent']
];
/** Routes of which no page leads to an example. */
const examples = [
	...[page, `${page}/carte-de-visite.vcf`, `${page}?comme=allies`, `${page}/gardiens`, `${page}/image`],
	...[`${page}/modifier`, `${page}/revendiquer`, `/api/v1/allies/${slug}`, '/api/v1/allies?limit=500'],
	...['csv', 'json', 'geojson', 'jsonld', 'murmurations'].map((ending) => `/donnees/allies.${ending}`),
	...[
		`/donnees/murmurations/${slug}.json`,
		'/territoires/departement-23',
		'/territoires/suggestions?q=gueret'
	],
	...['/api/auth/get-session', '/fichiers/x/image.webp', '/aide/suites/x', '/connexion/lien?jeton=x'],
	...['/aide/besoins/x', `/aide/besoins/x/contacter/${slug}`, '/aide/besoins/x/proposer'],
	...['/aide/mises-en-relation/x', '/appels/x', '/appels/x/candidater', '/charte/registre/x/retirer'],
	...['/charte/revision/1.1', '/charte/revision/1.1/x', '/charte/revision/articles/1', '/charte/versions/1'],
	...['/competences/plan-climat', '/gestion/appels/x', '/gestion/appels/x/modifier'],
	...['modifier', 'reunir'].map((under) => `/gestion/competences/plan-climat/${under}`),
	...['', '/a-corriger.csv', '/progression.json'].map((under) => `/gestion/import/x${under}`),
	...[
		'',
		'/ateliers',
		'/badges.pdf',
		'/preparation',
		'/programme.ics',
		'/schedule.json',
		'/schedule.xml'
	].map((under) => `/assemblees/2023${under}`),
	...['/assemblees/2023/sessions/synthese', '/assemblees/2023/versions'],
	...['', '/nouvelle', '/1', '.csv'].map((under) => `/assemblees/2023/propositions${under}`),
	...['', '/animation', '/ecran', '/papier', '/preparation', '/resultats', '/resultats/porter?texte=x'].map(
		(under) => `/direct/202312${under}`
	),
	...['/resultats/activite-1.csv', '/resultats/resultats.json', '/parties/telephone', '/parties/ecran'].map(
		(under) => `/direct/202312${under}`
	),
	...['/gestion/mises-en-relation/x', '/gestion/mises-en-relation/besoins/x', '/gestion/revendications/x'],
	...['annuler', 'attestation.pdf', 'inscription', 'inscriptions', 'inscriptions.csv', 'je-retiens'].map(
		(under) => `/agenda/x/${under}`
	),
	...['continuer', 'documents', 'je-suis-la', 'modifier', 'presences', 'sujet', 'traces'].map(
		(under) => `/agenda/x/${under}`
	),
	...['', '/bienvenue', '/membres', '/modifier', '.ics'].map((under) => `/communautes/x${under}`),
	...[
		'/agenda/x.ics',
		'/agenda/flux/x.ics',
		'/agenda/place/x',
		'/agenda/carte/points?cadre=230,290,8',
		'/desabonnement/x'
	],
	...['', '/ecrire', '/versions', '/versions/x'].map((under) => `/agenda/x/notes${under}`),
	...['/communautes/x/roles', '/communautes/x/roles/regler'],
	...['/binomes/x', '/communautes/x/binomes'],
	...['/communautes/x/sujets', '/communautes/x/documents'],
	...['/communautes/x/cas', '/communautes/x/cas/raconter', '/communautes/x/cas/x'],
	...['', '/nouveau', '/moderation', '/y', '/y/1'].map((under) => `/communautes/x/fils${under}`),
	...['/communautes/x/fils/brouillon', '/courrier/entrant'],
	...['/gestion/territoires/x', '/recherche?q=temoin', '/moi/organisations?nom=temoin']
];

let facilitator: Asker;
let founder: Asker;
let ownPage: string;

beforeAll(async () => {
	[facilitator, founder] = [await asPersona('facilitator'), await asPersona('newcomer')];
	const identity = { name: 'Maison témoin', kind: 'association', place: '', role: 'Rôlezéphyr' };
	await sent(founder, '/moi/organisations?/found', identity);
	const opened = await sent(founder, '/moi/profil?/openPage', {});
	ownPage = opened.headers.get('location')!.replace('/modifier', '');
	// The page of an organisation is opened by a job, a moment after it is founded.
	await vi.waitUntil(async () => (await read(facilitator, `${page}/modifier`)).includes('sentence'), {
		timeout: 20_000,
		interval: 250
	});
	await write('public', () => 'public');
	await write('public', () => 'public');
}, 60_000);

type Level = 'public' | 'allies' | 'private';

/** Writes the page of the organisation through its form, and that of its founder. */
async function write(own: Level, levelOf: (group: string) => Level): Promise<void> {
	const levels = Object.fromEntries(groups.map((group) => [`shown-${group}`, levelOf(group)]));
	const form = await read(facilitator, `${page}/modifier`);
	const idOf = (side: string) => new RegExp(`${side}Note-([0-9a-f-]{36})`).exec(form)?.[1];
	const [offer, need] = [idOf('offer'), idOf('need')];
	await sent(facilitator, `${page}/modifier`, {
		...{ audience: 'public', ...levels, sentence: 'Phrasezéphyr', description: 'Textezéphyr' },
		...{ territory: 'Guéret', 'territory-id': 'commune-23096', latitude: '46.17171', longitude: '1.87171' },
		...{ perimeter: 'Mayotte', 'perimeter-id': 'departement-976' },
		...{ siren: '987000007', rna: 'W751999999', website: 'https://site.zephyr.exemple.fr' },
		...{ linkLabel1: 'Lienzéphyr', linkUrl1: 'https://lien.zephyr.exemple.fr' },
		...{ email: 'courriel@zephyr.exemple.fr', phone: '0698765432', address: '3 ruelle Zéphyr' },
		...(offer
			? { offers: offer, [`offerNote-${offer}`]: 'Offrezéphyr' }
			: { 'offers-words': 'Plan climat et bilan carbone' }),
		...(need ? { needs: need, [`needNote-${need}`]: 'Besoinzéphyr' } : { 'needs-words': 'Techniques sobres' })
	});
	const usual = Object.fromEntries(groups.map((group) => [`shown-${group}`, 'public']));
	const people = own === 'public' ? 'public' : 'private';
	await sent(founder, `${ownPage}/modifier`, {
		...{ ...usual, 'shown-people': people },
		...{ audience: own, sentence: 'Personnezéphyr' }
	});
}

const marksOf = (isMeant: (level: string) => boolean) =>
	Object.values(parts).flatMap(({ level, marks }) => (isMeant(level) ? marks : []));
const saying = (said: Map<string, string>, mark: string) =>
	[...said].filter(([, text]) => text.includes(mark)).map(([path]) => `${path} says ${mark}`);

test('what everybody may see is on the page, in the search, on the map and in open data', async () => {
	const said = await everythingRead(anybody(), [...examples, ...chosen]);
	expect(unasked(said.keys())).toEqual([]);
	for (const mark of marksOf(() => true).filter((one) => !one.startsWith('06')))
		expect(saying(said, mark), mark).not.toEqual([]);
	for (const path of [...typed, ...chosen.slice(0, 3)])
		expect(await read(anybody(), path), path).toContain(page);
	expect(await read(anybody(), ownPage)).toContain('Personnezéphyr');
}, 240_000);

test('once it is kept from them, neither a stranger nor somebody who has not signed reads it anywhere', async () => {
	await write('allies', (group) => parts[group]?.level ?? 'private');
	await expect.poll(() => read(anybody(), page), { timeout: 10_000 }).not.toContain('Phrasezéphyr');
	for (const asker of [anybody(), await asPersona('newcomer')]) {
		const said = await everythingRead(asker, [...examples, ...chosen, ownPage]);
		expect(unasked(said.keys())).toEqual([]);
		for (const mark of [...marksOf(() => true), 'Personnezéphyr']) expect(saying(said, mark)).toEqual([]);
		for (const path of [...typed, ...chosen.slice(0, 3)]) {
			const text = await read(asker, path);
			expect(text, path).not.toContain(page);
			expect(text, path).not.toContain(ownPage);
		}
	}
}, 480_000);

test('an ally reads what is for allies, and nothing that is for nobody', async () => {
	const said = await everythingRead(await asPersona('ally'), [...examples, ...chosen, ownPage]);
	for (const mark of marksOf((level) => level === 'private')) expect(saying(said, mark)).toEqual([]);
	for (const mark of [...marksOf((level) => level === 'allies'), 'Personnezéphyr'])
		if (!mark.includes('perimeter')) expect(saying(said, mark), mark).not.toEqual([]);
}, 240_000);
