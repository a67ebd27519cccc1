import { cell, type Language, type Table } from '../documents/report';
import type { UserMessage } from '../kernel/errors';
import type { Group } from './light-groups';
import { countOf, isSameMark } from './segment';
import { numberIn } from './words';

/** Lights as a table: a row for each body in each group, a column for each light; empty where it is of another scheme. */
export function lightsTable(caption: string, groups: readonly Group[], language: Language): Table {
  const hasSchemes = groups.some(({ heading }) => heading !== null);
  const marks = groups
    .flatMap((group) => group.marks)
    .filter((mark, index, all) => all.findIndex((other) => isSameMark(mark, other)) === index);
  return {
    caption,
    columns: [
      { title: words.body[language], width: 3 },
      ...(hasSchemes ? [{ title: words.scheme[language], width: 3 }] : []),
      ...marks.map(({ symbol, word }) => ({
        title: `${symbol} ${word}`,
        width: 2,
        isNumber: true,
      })),
      { title: words.performed[language], width: 4 },
    ],
    rows: groups.flatMap((group) =>
      group.rows.map(({ name, segments, note }) => [
        cell(name),
        ...(hasSchemes ? [cell(group.heading ?? '')] : []),
        ...marks.map((mark) =>
          group.marks.some((its) => isSameMark(its, mark))
            ? cell(numberIn(language, countOf(segments, mark)))
            : cell(),
        ),
        cell(note),
      ]),
    ),
  };
}

const words = {
  body: { sv: 'Vem', en: 'Who' },
  scheme: { sv: 'Skala', en: 'Scheme' },
  performed: { sv: 'Genomförande', en: 'Progress' },
} as const satisfies Record<string, UserMessage>;
