/**
 * How a report looks on paper, in the language of Typst. It never changes with the report, which it reads
 * as JSON from its input: what somebody wrote is text there, whatever it looks like, and never code.
 */
export const template = String.raw`
#let report = json(bytes(sys.inputs.report))

#let ink = rgb("#1b1b1b")
#let quiet = rgb("#565656")
#let hair = 0.5pt + rgb("#b9c0c7")
#let tint = rgb("#e9eef2")
#let missing = rgb("#8a3b00")
#let warning = rgb("#a3211a")

#let words(lines) = lines.split("\n").join(linebreak())

#let draft-sign = if report.draft != none {
  box(
    stroke: 1pt + warning,
    radius: 2pt,
    inset: (x: 6pt, y: 3.5pt),
    text(size: 9pt, fill: warning, weight: 700, tracking: 0.08em, report.draft),
  )
}

#set document(
  title: report.title,
  author: report.municipality,
  date: if report.date == none { none } else { datetime(..report.date) },
)
#set text(
  font: "Source Sans 3",
  fallback: false,
  size: 10.5pt,
  fill: ink,
  lang: report.language,
  region: report.region,
  hyphenate: false,
)
#set par(leading: 0.6em, spacing: 0.85em)
#set page(
  paper: "a4",
  flipped: report.isWide,
  margin: (x: 20mm, top: 25mm, bottom: 22mm),
  header: {
    set text(size: 9pt, fill: quiet)
    grid(
      columns: (1fr, auto),
      align: (left + horizon, right + horizon),
      column-gutter: 12pt,
      words(report.municipality + " · " + report.body),
      context if counter(page).get().first() > 1 { draft-sign },
    )
  },
  footer: context {
    set text(size: 9pt, fill: quiet)
    line(length: 100%, stroke: hair)
    v(-0.5em)
    grid(
      columns: (1fr, auto),
      column-gutter: 12pt,
      words(report.footer),
      [#report.page #counter(page).display() #report.of #counter(page).final().first()],
    )
  },
)

#show heading: set block(above: 1.7em, below: 0.8em, sticky: true)
#show heading.where(level: 1): set text(size: 22pt, weight: 700)
#show heading.where(level: 2): set text(size: 14pt, weight: 700)
#set list(indent: 2pt, body-indent: 6pt, spacing: 0.6em)
#set enum(indent: 2pt, body-indent: 6pt, spacing: 0.6em)
#set terms(separator: h(0.6em), spacing: 0.6em, hanging-indent: 1em)

#show list: set block(spacing: 0.9em)
#show enum: set block(spacing: 0.9em)

#set figure(numbering: none, supplement: none, gap: 0.6em)
#set figure.caption(position: top, separator: none)
#show figure: set align(left)
#show figure: set block(breakable: true, above: 1.2em, below: 1.4em)
#show figure.caption: set text(size: 10pt, weight: 600)
#show figure.caption: set block(sticky: true)
#set table(
  inset: (x: 4.5pt, y: 5pt),
  stroke: (_, y) => if y == 0 { (bottom: 1pt + ink) } else { (bottom: hair) },
  fill: (_, y) => if y == 0 { tint },
)
#show table: set text(size: 9pt)
#show table: set par(leading: 0.5em, spacing: 0.65em)
#show table.cell.where(y: 0): set text(weight: 600)

#let sign(mark) = {
  let symbol = if "picture" in mark {
    box(height: 0.75em, image(bytes(mark.picture), format: "svg", alt: mark.word))
  } else {
    text(fill: rgb(mark.ink), mark.symbol)
  }
  box(fill: rgb(mark.colour), stroke: 0.5pt + rgb("#6b6b6b"), radius: 2pt, inset: (x: 3pt), outset: (y: 2pt), symbol)
  h(0.45em)
  text(weight: 600, mark.word)
}

#let shown(cell) = {
  let texts = cell.paragraphs.map(words)
  let body = if cell.isMissing { texts.map(it => text(style: "italic", fill: missing, it)) } else { texts }
  let all = if "mark" in cell { (sign(cell.mark), ..body) } else { body }
  set text(hyphenate: cell.hyphenates)
  all.join(parbreak())
}

#let blocks = (
  PARAGRAPHS: it => for paragraph in it.paragraphs { par(words(paragraph)) },
  LIST: it => if it.isNumbered { enum(..it.items.map(words)) } else { list(..it.items.map(words)) },
  FACTS: it => block(
    breakable: it.facts.len() > 15,
    spacing: 0.9em,
    terms(..it.facts.map(((label, text)) => terms.item(words(label), words(text)))),
  ),
  TABLE: it => figure(
    kind: table,
    caption: words(it.caption),
    block(width: calc.min(1, it.columns.len() / 3) * 100%, table(
      columns: it.columns.map(column => column.width * 1fr),
      align: it.columns.map(column => if column.isNumber { right + top } else { left + top }),
      table.header(repeat: true, ..it.columns.map(column => words(column.title))),
      ..it.rows.map(row => row.cells.map(cell => table.cell(breakable: row.isLong, shown(cell)))).flatten(),
    )),
  ),
  FIGURE: it => block(
    breakable: false,
    above: 1.2em,
    below: 1.4em,
    image(bytes(it.picture), format: "svg", width: it.width * 1pt, alt: it.description),
  ),
)

// Those who listen hear nothing of what stands above a page, so the first page says it in its text.
#place(top + right, dy: -11.9mm, draft-sign)
#heading(level: 1, report.title)
#(blocks.FACTS)(report)
#for section in report.sections {
  heading(level: 2, words(section.heading))
  for it in section.blocks { (blocks.at(it.kind))(it) }
}
`;
