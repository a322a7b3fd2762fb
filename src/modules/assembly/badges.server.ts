import type { Database } from '#platform/database.server.ts';
import { locale } from '#platform/locale.ts';
import { typesetPdf } from '#platform/pdf.server.ts';
import { seatedPeople } from '../agenda/registrations-list.server.ts';
import { allianceIn } from '../people/alliance.server.ts';
import type { Person } from '../people/people.server.ts';
import { findEdition } from './editions.server.ts';

/** Eight badges a page, in Typst: the name as large as it fits. All that is said in it comes as strings. */
const template = `
#let given = sys.inputs
#set document(title: given.title, author: given.alliance)
#set text(lang: given.language)
#set page(paper: "a4", margin: (x: 1.5cm, y: 1.35cm))
#heading(level: 1, outlined: false, text(size: 1pt, fill: white, given.title))
#grid(
	columns: (1fr, 1fr),
	rows: 6.4cm,
	stroke: (paint: luma(70%), dash: "dashed"),
	..json(bytes(given.badges)).map(((name, organisation)) => box(
		width: 100%, height: 100%, inset: 0.7cm,
		[
			#text(size: 10pt, given.title)
			#v(1fr)
			#text(size: if name.len() > 24 { 17pt } else { 23pt }, weight: "bold", name)
			#v(0.2cm)
			#text(size: 12pt, organisation)
			#v(1fr)
			#text(size: 9pt, given.alliance)
		]
	))
)
`;

/** The badges of those who have a seat in the gathering of an assembly, as a PDF, for who runs it; undefined when there is none. */
export async function badgesOf(db: Database, person: Person, slug: string): Promise<Buffer | undefined> {
	const edition = await findEdition(db, slug);
	if (!edition?.gatheringSlug) return undefined;
	const people = await seatedPeople(db, person, edition.gatheringSlug);
	if (!people || people.length === 0) return undefined;
	const { name: alliance } = await allianceIn(db, locale());
	const badges = people.map(({ name, organisation }) => [name, organisation ?? '']);
	return typesetPdf(template, {
		title: edition.title,
		alliance,
		language: locale(),
		badges: JSON.stringify(badges)
	});
}
