import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { contentOf } from '../../src/documents/pdf/content';
import { Typesetter } from '../../src/documents/pdf/typesetter';
import type { Cell, Report } from '../../src/documents/report';
import { hostileTexts, sampleReport } from './sample-report';

const directory = mkdtempSync(join(tmpdir(), 'internkontroll-pdf-'));
const typesetter = new Typesetter();
afterAll(async () => {
  await typesetter.stop();
  rmSync(directory, { recursive: true });
});

async function fileOf(report: Report, standard: 'ua-1' | 'a-2a' = 'ua-1'): Promise<string> {
  const path = join(directory, `${standard}.pdf`);
  writeFileSync(path, await typesetter.set({ content: contentOf(report, '2025-03-04'), standard }));
  return path;
}

const run = (program: string, ...parameters: string[]): string =>
  execFileSync(program, parameters, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });

/** What each page says, in the order that it stands there. */
const pagesOf = (path: string): string[] => run('pdftotext', path, '-').split('\f').slice(0, -1);

/** Enough rows for several pages. */
function manyRows(): Report {
  const [block] = sampleReport.sections[1]?.blocks ?? [];
  if (block?.kind !== 'TABLE') throw new Error('The sample begins otherwise.');
  const row = block.table.rows[0] as readonly Cell[];
  const table = { ...block.table, rows: Array.from({ length: 60 }, () => row) };
  return { ...sampleReport, sections: [{ heading: 'Alla', blocks: [{ kind: 'TABLE', table }] }] };
}

it.each(['ua-1', 'a-2a'] as const)(
  'other programs find nothing wrong with %s',
  async (standard) => {
    const path = await fileOf(sampleReport, standard);

    expect(run('qpdf', '--check', path)).toContain('No syntax or stream encoding errors found');
    const info = run('pdfinfo', path);
    expect(info).toMatch(/Title: +Uppföljning av internkontroll 2025 <årsbokslut>/);
    expect(info).toMatch(/Tagged: +yes/);
    expect(info).toMatch(/JavaScript: +no/);
    const fonts = run('pdffonts', path).split('\n').slice(2).filter(Boolean);
    expect(fonts.map((line) => /yes +yes +yes +\d+ +\d+$/.test(line))).toEqual([
      true,
      true,
      true,
      true,
    ]);
  },
);

it('every page says what document it is, that it is a draft, and which page of how many', async () => {
  const pages = pagesOf(await fileOf(manyRows()));

  expect(pages.length).toBeGreaterThan(3);
  for (const [index, page] of pages.entries()) {
    expect(page).toContain('UTKAST');
    expect(page).toContain('Exempelköpings kommun · Äldrenämnden');
    expect(page).toContain('Dnr ÄN 2025/014 · Revision 2');
    expect(page).toContain(`Sida ${index + 1} av ${pages.length}`);
    // The names of the columns, once more on each.
    expect(page).toContain('Riskbeskrivning');
  }
});

it('nothing says that it is a draft when it is not, and English is English', async () => {
  const pages = pagesOf(
    await fileOf({ ...sampleReport, isDraft: false, diaryNumber: null, language: 'en' }),
  );

  expect(pages.join()).not.toMatch(/UTKAST|DRAFT/);
  expect(pages[0]).toContain('No reference number · Revision 2');
  expect(pages[0]).toContain(`Page 1 of ${pages.length}`);
});

it('every text stands there as it was written', async () => {
  const plain = (text: string): string => text.replaceAll(/[\s\u200B]/g, '');
  const whole = plain(pagesOf(await fileOf(sampleReport)).join());

  const shown = hostileTexts.filter((text) => !/\p{Emoji_Presentation}/u.test(text));
  for (const text of shown) expect(whole).toContain(plain(text));
  for (const word of ['Vissabrister', 'Riskvärdesaknas', 'Sekretess', 'Ingenbedömning']) {
    expect(whole).toContain(word);
  }
});

describe('The process that sets documents', () => {
  const processes = (): number[] =>
    run('ps', '-A', '-o', 'pid=,ppid=,args=')
      .split('\n')
      .filter((line) => line.includes('typesetting-process'))
      .map((line) => line.trim().split(/\s+/).map(Number))
      .flatMap(([pid, parent]) => (parent === process.pid && pid ? [pid] : []));
  const content = contentOf(sampleReport, null);

  it('is replaced after as many documents as it may set, and ends with the service', async () => {
    const before = processes();
    const mine = () => processes().filter((pid) => !before.includes(pid));
    const frugal = new Typesetter({ documentsPerProcess: 2 });

    await frugal.set({ content, standard: 'ua-1' });
    const first = mine();
    await frugal.set({ content, standard: 'ua-1' });
    await frugal.set({ content, standard: 'ua-1' });
    const second = mine().filter((pid) => !first.includes(pid));
    await frugal.stop();

    expect([first.length, second.length]).toEqual([1, 1]);
    // What was killed takes a moment to go.
    for (let looks = 0; mine().length > 0 && looks < 50; looks += 1) await sleep(50);
    expect(mine()).toEqual([]);
  });

  it('lives through a Ctrl-C, and is replaced when it is killed', async () => {
    const before = processes();
    const hardy = new Typesetter();
    await hardy.set({ content, standard: 'ua-1' });
    const [pid = 0] = processes().filter((each) => !before.includes(each));

    process.kill(pid, 'SIGINT');
    await expect(hardy.set({ content, standard: 'ua-1' })).resolves.toBeInstanceOf(Buffer);
    expect(processes()).toContain(pid);

    const lost = hardy.set({ content, standard: 'ua-1' });
    process.kill(pid, 'SIGKILL');
    await expect(lost).rejects.toThrow('has ended');
    await expect(hardy.set({ content, standard: 'ua-1' })).resolves.toBeInstanceOf(Buffer);
    await hardy.stop();
  });
});
