/** The certificate of attendance, in Typst. All that is said in it comes as strings. */
export const certificateTemplate = `
#let given = sys.inputs
#set document(title: given.title, author: given.alliance)
#set text(lang: given.language, size: 12pt)
#set page(paper: "a4", margin: (x: 2.5cm, y: 3cm))
#set par(leading: 0.8em)
#show heading: set text(size: 22pt)

#text(size: 14pt, given.alliance)
#v(1.5cm)
#heading(level: 1, given.heading)
#v(0.8cm)
#text(given.statement)
#v(0.4cm)
#terms(
	separator: [ : ],
	spacing: 1.1em,
	..json(bytes(given.facts)).map(((name, value)) => terms.item(text(name), text(value)))
)
#v(1.2cm)
#text(given.issued)
`;
