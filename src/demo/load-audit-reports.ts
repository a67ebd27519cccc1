import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import {
  AuditAnswerEntity,
  AuditAnswerRepository,
  AuditRecommendationEntity,
  AuditReportEntity,
  AuditResponseEntity,
  AuditResponseRepository,
} from '../modules/audit-recommendation';
import { loadDecision } from './load-decision';
import type { SeedAuditAnswer, SeedAuditAnswers, SeedAuditReport } from './seed-format';
import type { SeedNames } from './seed-names';

/** Writes what the auditors recommend, then what each body answers, in the order given. */
export async function loadAuditReports(
  tx: Tx,
  names: SeedNames,
  seeds: readonly SeedAuditReport[],
  now: Date,
): Promise<void> {
  for (const seed of seeds) {
    await loadReport(tx, names, seed);
    await loadResponses(tx, names, seed);
    for (const answers of seed.answers) await loadAnswers(tx, names, seed.key, answers, now);
  }
}

const recommendationName = (key: string, number: number): string => `${key} ${number}`;
const responseName = (key: string, number: number, board: string): string =>
  `${key} ${number} ${board}`;

async function loadReport(
  tx: Tx,
  names: SeedNames,
  { key, board, recommendations, answers: _answers, opinion = [], ...report }: SeedAuditReport,
): Promise<void> {
  const id = names.add('audit report', key);
  const boardId = names.idOf('board', board);
  await new Repository(tx, AuditReportEntity).insertAll([
    { ...report, id, boardId, opinion: [...opinion] },
  ]);
  await new Repository(tx, AuditRecommendationEntity).insertAll(
    recommendations.map(({ number, text }) => ({
      id: names.add('audit recommendation', recommendationName(key, number)),
      reportId: id,
      number,
      text,
    })),
  );
}

async function loadResponses(
  tx: Tx,
  names: SeedNames,
  { key, answers: seeds }: SeedAuditReport,
): Promise<void> {
  const all = seeds.flatMap(({ board, receivedFrom, answers }) =>
    answers.map((answer) => ({
      ...{ board, receivedFrom, answer, name: responseName(key, answer.number, board) },
    })),
  );
  await new Repository(tx, AuditResponseEntity).insertAll(
    all.map(
      ({ board, receivedFrom, answer: { number, ownerRole = null, doneOn = null }, name }) => ({
        id: names.add('audit response', name),
        reportId: names.idOf('audit report', key),
        recommendationId: names.idOf('audit recommendation', recommendationName(key, number)),
        boardId: names.idOf('board', board),
        receivedFromId: receivedFrom
          ? names.idOf('audit response', responseName(key, number, receivedFrom))
          : null,
        ownerRole,
        state: doneOn ? ('DONE' as const) : ('OPEN' as const),
        doneOn,
      }),
    ),
  );
  await new Repository(tx, AuditAnswerEntity).insertAll(
    all.map(({ answer: { disposition, text, dueOn, dueText, referredTo }, name }) => ({
      id: names.add('audit answer', name),
      responseId: names.idOf('audit response', name),
      revision: 1,
      disposition: disposition ?? null,
      text: text ?? null,
      dueOn: dueOn ?? null,
      dueText: dueText ?? null,
      referredToBoardId: names.idOrNull('board', referredTo),
    })),
  );
}

async function loadAnswers(
  tx: Tx,
  names: SeedNames,
  key: string,
  { board, decision: seed, answers }: SeedAuditAnswers,
  now: Date,
): Promise<void> {
  for (const answer of answers) {
    const name = responseName(key, answer.number, board);
    await loadWhatCameOfIt(tx, names, names.idOf('audit response', name), answer);
  }
  if (!seed) return;
  const decision = await loadDecision(tx, names.idOf('board', board), seed, now);
  const [answerRows, responses] = [new AuditAnswerRepository(tx), new AuditResponseRepository(tx)];
  const decided = [];
  for (const { number, points = [] } of answers) {
    const name = responseName(key, number, board);
    const answer = await answerRows.get(names.idOf('audit answer', name));
    const response = await responses.get(names.idOf('audit response', name));
    decided.push({ answer, response, pointNumbers: points });
  }
  await answerRows.decide(decision, decided, now);
}

async function loadWhatCameOfIt(
  tx: Tx,
  names: SeedNames,
  responseId: string,
  { actions = [], evidence, retests = [] }: SeedAuditAnswer,
): Promise<void> {
  const responses = new AuditResponseRepository(tx);
  await responses.setEvidence(responseId, evidence);
  for (const action of actions) {
    await responses.linkAction(responseId, names.idOf('action', action));
  }
  for (const { result, testedOn = null, note = null } of retests) {
    await responses.addRetest(responseId, { result, testedOn, note });
  }
}
