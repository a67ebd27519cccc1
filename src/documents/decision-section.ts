import { secretWord } from '../exchange/exchange-column';
import type { UserMessage } from '../kernel/errors';
import type { Block, Language, Section } from './report';

/** What is read of a decision. How far its assignments have come is left out: that goes on changing. */
export const DECISION = `
  id isMasked body metOn paragraph diaryNumber notes annexes forwardedTo
  preparation { body paragraph preparedOn }
  points { id isMasked number text assignedRole dueOn }`;

/** A decision as the minutes record it; texts are null when they are secret or not known. */
export interface ToldDecision {
  readonly id: string;
  readonly isMasked: boolean;
  readonly body: string | null;
  readonly metOn: string | null;
  readonly paragraph: string | null;
  readonly diaryNumber: string | null;
  readonly notes: readonly string[] | null;
  readonly annexes: readonly string[] | null;
  readonly forwardedTo: readonly string[] | null;
  readonly preparation: readonly {
    readonly body: string | null;
    readonly paragraph: string | null;
    readonly preparedOn: string | null;
  }[];
  readonly points: readonly ToldPoint[];
}

/** A point of it; an assignment when it names a role. */
export interface ToldPoint {
  readonly id: string;
  readonly isMasked: boolean;
  readonly number: number;
  readonly text: string | null;
  readonly assignedRole: string | null;
  readonly dueOn: string | null;
}

const words = {
  heading: { sv: 'Beslut', en: 'Decision' },
  body: { sv: 'Beslutande', en: 'Decided by' },
  metOn: { sv: 'Sammanträdesdag', en: 'Day of the meeting' },
  paragraph: { sv: 'Paragraf', en: 'Paragraph' },
  diaryNumber: { sv: 'Diarienummer', en: 'Reference number' },
  unknown: { sv: 'Inte känt', en: 'Not known' },
  preparation: { sv: 'Beredning', en: 'Preparation' },
  annexes: { sv: 'Beslutsunderlag', en: 'Made on' },
  forwardedTo: { sv: 'Expedieras till', en: 'Forwarded to' },
  notes: { sv: 'Protokollsanteckningar', en: 'Notes to the minutes' },
  assignedTo: { sv: 'Uppdrag till', en: 'Assigned to' },
  due: { sv: 'senast', en: 'due' },
} as const satisfies Record<string, UserMessage>;

/** A decision with its points in order. */
export function decisionSection(decision: ToldDecision, language: Language): Section {
  const unknown = words.unknown[language];
  const secret = secretWord[language];
  const { body, metOn, paragraph, diaryNumber, isMasked } = decision;
  const told: readonly (readonly [UserMessage, string | null])[] = [
    [words.body, body ?? (isMasked ? secret : null)],
    [words.metOn, metOn],
    [words.paragraph, paragraph],
    [words.diaryNumber, diaryNumber],
  ];
  const facts = told.map(([label, text]) => ({ label: label[language], text: text ?? unknown }));
  const points = decision.points.map((point) => pointText(point, language));
  const preparation = decision.preparation.map((step) =>
    [step.body ?? secret, step.preparedOn, step.paragraph].filter((part) => part).join(', '),
  );
  const lists: readonly (readonly [UserMessage, readonly string[] | null])[] = [
    [words.preparation, preparation],
    [words.annexes, decision.annexes],
    [words.forwardedTo, decision.forwardedTo],
    [words.notes, decision.notes],
  ];
  const blocks: Block[] = [{ kind: 'FACTS', facts }];
  if (points.length > 0) blocks.push({ kind: 'LIST', isNumbered: true, items: points });
  const further = lists.flatMap(([label, texts]) => {
    const all = texts ?? [secret];
    return all.length > 0 ? [{ label: label[language], text: all.join('; ') }] : [];
  });
  if (further.length > 0) blocks.push({ kind: 'FACTS', facts: further });
  return { heading: words.heading[language], blocks };
}

function pointText({ text, assignedRole, dueOn }: ToldPoint, language: Language): string {
  const what = text ?? secretWord[language];
  if (assignedRole === null && dueOn === null) return what;
  const whom = [
    ...(assignedRole === null ? [] : [`${words.assignedTo[language]} ${assignedRole}`]),
    ...(dueOn === null ? [] : [`${words.due[language]} ${dueOn}`]),
  ];
  return `${what} (${whom.join(', ')})`;
}

/** The ids of the decision and of those of its points whose texts are left out as secret. */
export function maskedIdsOfDecision(decision: ToldDecision): string[] {
  return [decision, ...decision.points].flatMap(({ id, isMasked }) => (isMasked ? [id] : []));
}

/** Where the minutes say it, in one line; null when nothing of it is known. */
export function placeOfDecision(
  decision: Pick<ToldDecision, 'body' | 'metOn' | 'paragraph' | 'diaryNumber'>,
): string | null {
  const { body, metOn, paragraph, diaryNumber } = decision;
  return [body, metOn, paragraph, diaryNumber].filter((part) => part !== null).join(', ') || null;
}
