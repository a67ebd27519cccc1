import { readInput } from '../kernel/input';
import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import {
  QuestionEntity,
  QuestionFactEntity,
  StatedControlEntity,
  StatedControlLinkEntity,
} from '../modules/question';
import { readQuestion } from '../modules/question/domain/question';
import { loadDecision } from './load-decision';
import type { SeedQuestion } from './seed-format';
import type { SeedNames } from './seed-names';

/** Writes questions with what they build on and their answers, and links what is stated to controls. */
export async function loadQuestions(
  tx: Tx,
  names: SeedNames,
  questions: readonly SeedQuestion[] = [],
  now: Date,
): Promise<void> {
  for (const question of questions) await loadQuestion(tx, names, question, now);
}

async function loadQuestion(
  tx: Tx,
  names: SeedNames,
  { key, board, answered, ...seed }: SeedQuestion,
  now: Date,
): Promise<void> {
  const { manager, scope } = tx;
  const {
    facts = [],
    statedControls = [],
    questions = [],
    ...values
  } = readInput((input) => readQuestion(input, seed, now.toISOString().slice(0, 10)));
  const questionId = names.add('question', key);
  const boardId = names.idOf('board', board);
  await new Repository(tx, QuestionEntity).insertAll([
    { ...values, id: questionId, boardId, questions, frozenAt: null },
  ]);
  const rows = facts.map((fact, index) => ({
    ...{ ...fact, ...scope },
    ...{ questionId, position: index + 1 },
  }));
  if (rows.length > 0) await manager.insert(QuestionFactEntity, rows);
  await new Repository(tx, StatedControlEntity).insertAll(
    statedControls.map((each) => ({
      ...each,
      id: names.add('stated control', `${key} ${each.number}`),
      questionId,
    })),
  );
  for (const { number, controls = [] } of seed.statedControls ?? []) {
    const statedControlId = names.idOf('stated control', `${key} ${number}`);
    for (const control of controls) {
      const controlId = names.idOf('control', control);
      await manager.insert(StatedControlLinkEntity, { ...scope, statedControlId, controlId });
    }
  }
  if (!answered) return;
  const { decision, ...answer } = answered;
  const decisionId = decision && (await loadDecision(tx, boardId, decision, now)).id;
  const frozen = decisionId && { decisionId, frozenAt: now };
  await manager.update(QuestionEntity, { ...scope, id: questionId }, { ...answer, ...frozen });
}
