import type { DataTable } from '../../src/documents/data-table';
import { cell, type Mark, marked, missing, type Report } from '../../src/documents/report';
import type { Figure } from '../../src/figures/figure';

/** Texts that want to be something else than text in one format or another. */
export const hostileTexts: readonly string[] = [
  '=HYPERLINK("http://example.org/";"Klicka")',
  '+46 322-61 60 00',
  '-2+3',
  '@SUM(A1:A9)',
  "'=1+1",
  "'Tis a quote",
  '\tindragen',
  '007',
  '1E5',
  '2025-08-31',
  'Rad ett\nRad två\r\nRad tre',
  'a;b,c"d"\te',
  '<script>alert(1)</script> & <b>fet</b> ]]> &amp;',
  '#read("/etc/passwd") $x$ *fet* _kursiv_ ] ) } \\ `kod` @ref',
  '_x0041_ _x000D_',
  'Åäö ÅÄÖ é ß €  – — … 👩‍⚕️ שלום',
  `Ettlångtordutanmellanslag${'nämnd'.repeat(30)}`,
];

const good: Mark = { symbol: '●', word: 'Bra', colour: '#1B7F4B' };
const lacking: Mark = { symbol: '▲', word: 'Vissa brister', colour: '#F2C14E' };
const bad: Mark = { symbol: '■', word: 'Allvarliga brister', colour: '#B3261E' };

const svg = `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="sample-title sample-desc" viewBox="0 0 480 160" width="480" height="160" font-family="Source Sans 3, system-ui, sans-serif"><title id="sample-title">Riskmatris</title><desc id="sample-desc">En risk har värdet 9, en har värdet 4.</desc><rect width="480" height="160" fill="#ffffff"/><rect x="10" y="10" width="220" height="140" fill="#F2C14E"/><rect x="250" y="10" width="220" height="140" fill="#B3261E"/><text x="120" y="90" font-size="20" text-anchor="middle" fill="#000000">▲ 4: R2 åäö</text><text x="360" y="90" font-size="20" text-anchor="middle" fill="#ffffff">■ 9: R1</text></svg>`;

const figure: Figure = {
  name: 'risk-matrix',
  title: 'Riskmatris',
  description: 'En risk har värdet 9, en har värdet 4.',
  svg,
  width: 480,
  height: 160,
  table: {
    caption: 'Riskmatris',
    columns: [
      { title: 'Sannolikhet', width: 2 },
      { title: 'Liten', width: 1 },
      { title: 'Stor', width: 1 },
    ],
    rows: [[cell('Stor'), marked(lacking, '4: R2'), marked(bad, '9: R1')]],
  },
};

const data: DataTable = {
  title: 'Alla rader',
  columns: [
    { name: 'key', title: { sv: 'Nyckel', en: 'Key' }, kind: 'TEXT' },
    { name: 'text', title: { sv: 'Riskbeskrivning', en: 'Description' }, kind: 'TEXT' },
    { name: 'riskValue', title: { sv: 'Riskvärde', en: 'Risk value' }, kind: 'NUMBER' },
    { name: 'dueOn', title: { sv: 'Klar senast', en: 'Due on' }, kind: 'DAY' },
  ],
  rows: [
    ...hostileTexts.map((text, index) => [`R${index + 1}`, text, index - 2, '2025-12-31'] as const),
    ['R98', null, 0.25, null],
    ['R99', '', null, '1899-01-01'],
  ],
};

/** A report with every kind of block, marks, what is missing, and texts that want to break out. */
export const sampleReport: Report = {
  language: 'sv',
  municipality: 'Exempelköpings kommun',
  body: 'Äldrenämnden',
  title: 'Uppföljning av internkontroll 2025 <årsbokslut>',
  fileName: 'Uppföljning av internkontroll 2025 Äldrenämnden',
  isDraft: true,
  decided: null,
  diaryNumber: 'ÄN 2025/014',
  edition: 'Revision 2',
  facts: [
    { label: 'Tillstånd', text: 'Utkast' },
    { label: 'Beslutas', text: '2026-02-18' },
  ],
  sections: [
    {
      heading: 'Sammanfattning',
      blocks: [
        {
          kind: 'PARAGRAPHS',
          paragraphs: ['Sju kontroller skulle göras och sex är gjorda.', ...hostileTexts],
        },
        { kind: 'LIST', isNumbered: false, items: ['En punkt', 'En punkt till'] },
        { kind: 'FIGURE', figure },
      ],
    },
    {
      heading: 'Uppföljning',
      blocks: [
        {
          kind: 'TABLE',
          table: {
            caption: 'Uppföljning per risk',
            columns: [
              { title: 'Identifierad risk', width: 3 },
              { title: 'Riskbeskrivning', width: 4 },
              { title: 'Riskvärde', width: 2, isNumber: true },
              { title: 'Uppföljning', width: 4 },
              { title: 'Resultat', width: 4 },
              { title: 'Bedömning', width: 2 },
              { title: 'Åtgärd', width: 3 },
            ],
            rows: [
              [
                cell('1. Felaktiga utbetalningar'),
                cell('Utbetalning sker till fel mottagare.', 'Det kan bli dyrt.'),
                marked(bad, '9'),
                cell('Stickprov av 20 utbetalningar'),
                cell('Tre avvikelser av tjugo.'),
                marked(lacking),
                cell('Rutinen ses över till 2026-03-31.', 'Utbildning hålls.', 'Nytt stickprov.'),
              ],
              [
                cell('2. Läkemedel saknas'),
                cell(),
                missing('Riskvärde saknas'),
                missing('Sekretess'),
                cell(...hostileTexts),
                missing('Ingen bedömning'),
                cell('Ingen ytterligare åtgärd behövs.'),
              ],
            ],
          },
        },
        {
          kind: 'TABLE',
          table: {
            caption: 'Kontroller per ljus',
            columns: [
              { title: 'Ljus', width: 3 },
              { title: 'Antal', width: 1, isNumber: true },
            ],
            rows: [
              [marked(good), cell('1\u00A0500')],
              [marked(lacking), cell('2')],
              [marked(bad), cell('1')],
            ],
          },
        },
      ],
    },
    {
      heading: 'Förslag till beslut',
      blocks: [
        { kind: 'PARAGRAPHS', paragraphs: ['Äldrenämnden beslutar att'] },
        {
          kind: 'LIST',
          isNumbered: true,
          items: ['godkänna uppföljningen', 'överlämna den till kommunstyrelsen'],
        },
        { kind: 'FACTS', facts: [{ label: 'Föredragande', text: 'Förvaltningschef' }] },
      ],
    },
  ],
  data,
};
