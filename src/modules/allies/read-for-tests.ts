import type { Database } from '#platform/database.server.ts';
import { search } from '#platform/search/search.server.ts';
import type { Secrets, ViewerKind } from './a-page-with-secrets.ts';
import type { Reader } from './audiences.ts';
import { filtersIn } from './directory.input.ts';
import { directoryToRead } from './directory-reading.server.ts';
import { circlesAt, mapAt } from './map-for-tests.ts';
import { profileToEdit } from './profile-to-edit.server.ts';
import { allyToRead, cardToRead } from './reading.server.ts';
import { alliesPerSkill } from './skill-counts.server.ts';
import { structuredData } from './structured-data.ts';
import { subjectAt } from './subjects.server.ts';
import { visitingCard } from './vcard.ts';

type Read = Record<string, unknown>;

/** What one may ask of the directory: words, each filter, near somewhere, each order. */
const asked = [
	'',
	'?q=verger',
	'?q=mileu',
	'?q=abeilles',
	'?q=rennes',
	'?q=facilitation',
	'?region=53',
	'?departement=59',
	'?territoire=commune',
	'?cercle=support',
	'?competence=facilitation',
	'?besoin=mediation',
	'?pres=commune-35238&km=20',
	'?autour=Lille&km=50',
	'?tri=recent',
	'?tri=name'
];
const onTheMap = ['', '?departement=35', '?pres=commune-59350&km=100', '?q=moulin'];
const searched = ['verger', 'mileu', 'milieu', 'chevaux', 'lille', 'facilitation', 'mediation'];

/** What lists, map and search say to readers, whoever they are: one of everything. */
export async function listsRead(db: Database, reader: Reader): Promise<Read> {
	const read: Read = {};
	for (const address of asked)
		read[`list ${address}`] = await directoryToRead(db, reader, filtersIn(new URLSearchParams(address)), {});
	for (const address of onTheMap) read[`map ${address}`] = await mapAt(db, address, reader);
	for (const address of ['', '?cadre=230,290,8', '?q=mileu&cadre=230,290,8'])
		read[`circles ${address}`] = await circlesAt(db, address, reader);
	for (const words of searched) read[`search ${words}`] = await search(db, reader, words, { place: {} });
	read['how many offer each skill'] = [...(await alliesPerSkill(db, reader)).of].toSorted();
	return read;
}

/** What the page, its visiting card and the pages that name it say to somebody. */
export async function pagesRead(db: Database, { slug, viewers }: Secrets, kind: ViewerKind, reader: Reader) {
	const person = viewers[kind];
	const as = async (reader_: Reader | null) => allyToRead(db, slug, { person, reader, as: reader_ });
	const shown = (read: Awaited<ReturnType<typeof as>>) =>
		read && 'open' in read ? { ...read, open: null } : read;
	const card = await cardToRead(db, reader, slug);
	const isCard = card && !('movedTo' in card);
	return {
		page: shown(await as(null)),
		'page as everybody': shown(await as('public')),
		card: isCard ? visitingCard(card.page, `https://exemple.org/allies/${slug}`, card.offers) : card,
		subject: await subjectAt(db, reader, slug),
		beside: await Promise.all(['la-maison-une', 'la-maison-deux'].map((house) => pageOf(db, reader, house)))
	} satisfies Read;
}

async function pageOf(db: Database, reader: Reader, slug: string) {
	return allyToRead(db, slug, { person: null, reader, as: null });
}

/** What machines read on the page, whoever asks for it. */
export async function machinesRead(
	db: Database,
	{ slug, viewers }: Secrets,
	kind: ViewerKind,
	reader: Reader
) {
	const read = await allyToRead(db, slug, { person: viewers[kind], reader, as: 'allies' });
	const open = read && 'open' in read ? read.open : null;
	return {
		machines: open && structuredData(open, (of) => `https://exemple.org/allies/${of}`)
	} satisfies Read;
}

/** What the form of the page gives to somebody: all of it to who writes the page. */
export async function formRead(db: Database, { slug, viewers }: Secrets, kind: ViewerKind): Promise<Read> {
	const person = viewers[kind];
	return { form: person && (await profileToEdit(db, person, slug)) };
}
