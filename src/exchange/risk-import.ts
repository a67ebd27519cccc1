import { invalid, type UserMessage } from '../kernel/errors';
import { isId } from '../kernel/input';
import type { JoinedCommands } from '../kernel/joined-commands';
import { mayReadTexts, type SecretReach, secretReachOf } from '../kernel/sensitivity';
import { ExternalKeyRepository } from '../modules/external-key';
import { assessRisk, createRisk, endRisk, updateRisk } from '../modules/risk';
import type { Scoring } from '../modules/scoring-scheme/domain/score';
import { comparableName } from './comparable-name';
import { type AssessmentValues, type CurrentRisk, currentRisks } from './current-risks.repository';
import { differences, isEmpty, isSame } from './differences';
import type { FileRow, Stated } from './file-row';
import { assertOnce, type ImportKind, type ImportPart, needed, type Outcome } from './import-kind';
import { Names } from './named';
import { type RiskRow, riskTable } from './risk-columns';
import { currentScoring, statedScore } from './stated-score';

/** Risks of the register, each with its assessment for a year. */
export const riskImport: ImportKind<RiskRow> = {
  table: riskTable,
  permission: 'register:maintain',
  act: 'RISKS_IMPORTED',
  required: ['board', 'title'],
  columnOf: {
    categoryId: 'category',
    processId: 'process',
    councilGoalId: 'councilGoal',
    value: 'riskValue',
  },
  begin: async (commands, rows) => {
    const risks = await RisksOfFile.read(commands, rows);
    return rows.map(
      (row): ImportPart => ({
        lines: [row.number],
        apply: () => risks.takeIn(row),
      }),
    );
  },
};

/** What the register says of a risk besides its assessment and its end, and changes at once. */
const ownFields = [
  'title',
  'description',
  'category',
  'process',
  'ownerRole',
  'source',
  'sourceNote',
  'councilGoal',
  'existingMeasures',
  'measuresSufficient',
  'treatment',
  'treatmentReason',
  'sensitivity',
] as const;

/** What is recorded anew as a whole whenever a part of it is another one. */
const assessmentFields = [
  'year',
  'likelihood',
  'consequence',
  'riskValue',
  'motive',
  'assessedOn',
] as const;

type OwnField = (typeof ownFields)[number];
type AssessmentField = (typeof assessmentFields)[number];

/** The risks that a file may mean, as they were when it was begun with. */
class RisksOfFile {
  private readonly byKey: ReadonlyMap<string, CurrentRisk>;
  private readonly byTitle: ReadonlyMap<string, CurrentRisk>;
  private readonly seen = new Map<string, number>();
  private readonly reach: SecretReach;
  private scoring: Promise<Scoring> | undefined;

  private constructor(
    private readonly commands: JoinedCommands,
    current: readonly CurrentRisk[],
    private readonly names: Readonly<Record<'category' | 'process' | 'councilGoal', Names>>,
  ) {
    this.reach = secretReachOf(commands.request.actor);
    this.byKey = new Map(current.flatMap((risk) => [risk.key, risk.id].map((key) => [key, risk])));
    // Of several with the same title the first that still is one; what is secret is not found by guessing.
    const found = current
      .filter((risk) => mayReadTexts(this.reach, risk))
      .toSorted((one, other) => Number(one.endedOn !== null) - Number(other.endedOn !== null))
      .toReversed();
    this.byTitle = new Map(found.map((risk) => [naturalKey(risk.board, risk.title ?? ''), risk]));
  }

  static async read(
    commands: JoinedCommands,
    rows: readonly FileRow<RiskRow>[],
  ): Promise<RisksOfFile> {
    const { tx } = commands;
    const keys = rows.flatMap(({ stated }) => stated.key ?? []);
    const boards = [
      ...new Set(rows.flatMap(({ stated }) => (stated.key ? [] : (stated.board ?? [])))),
    ];
    const current = await currentRisks(tx, { ids: keys.filter(isId), keys, boards });
    return new RisksOfFile(commands, current, {
      category: await Names.categories(tx),
      process: await Names.processes(tx),
      councilGoal: await Names.councilGoals(tx),
    });
  }

  /** @throws DomainError when the row, or a service, says no. */
  async takeIn(row: FileRow<RiskRow>): Promise<Outcome> {
    const { stated } = row;
    const { key } = stated;
    const board = needed('board', stated.board);
    if (key) assertOnce(this.seen, key, row, 'key');
    else assertOnce(this.seen, naturalKey(board, stated.title ?? ''), row, 'title');
    const before = key
      ? this.byKey.get(key)
      : this.byTitle.get(naturalKey(board, stated.title ?? ''));
    if (!before) {
      await this.create(board, stated);
      return 'created';
    }
    if (before.board !== board) throw invalid('board', ofAnotherBoard);
    return (await this.change(before, stated)) ? 'changed' : 'unchanged';
  }

  private async create(board: string, stated: Stated<RiskRow>): Promise<void> {
    const { request, tx } = this.commands;
    const title = needed('title', stated.title);
    const risk = await createRisk(request, { ...this.inputOf(stated), board, title });
    if (stated.key) {
      const { id: recordId, boardId } = risk;
      await new ExternalKeyRepository(tx, 'RISK').give({ key: stated.key, recordId, boardId });
    }
    const isAssessed = assessmentFields.some((field) => isSaid(stated[field]));
    const assessed = isAssessed ? await this.assess(risk, stated) : risk;
    if (stated.endedOn) await this.end(assessed, stated.endedOn);
  }

  /** True when anything was to be changed. */
  private async change(before: CurrentRisk, stated: Stated<RiskRow>): Promise<boolean> {
    const known = mayReadTexts(this.reach, before) ? before : withoutTexts(before);
    const { category, process, councilGoal } = this.names;
    const named = {
      ...stated,
      category: category.asWritten(stated.category),
      process: process.asWritten(stated.process),
      councilGoal: councilGoal.asWritten(stated.councilGoal),
    };
    const own = differences<CurrentRisk, OwnField>(named, known, ownFields);
    const isEnded = stated.endedOn !== undefined && !isSame(stated.endedOn, before.endedOn);
    let risk: VersionOf = before;
    if (isEnded && stated.endedOn === null) risk = await this.end(risk, null);
    if (!isEmpty(own)) {
      const { id: riskId, version: expectedVersion } = risk;
      const changes = { ...this.inputOf(own), riskId, expectedVersion };
      risk = await updateRisk(this.commands.request, changes);
    }
    if (isAssessedAnew(known, stated)) risk = await this.assess(risk, stated);
    if (isEnded && stated.endedOn) risk = await this.end(risk, stated.endedOn);
    return risk !== before;
  }

  /** A value that follows from the levels is no statement of its own, but it must be the right one. */
  private async assess(
    { id: riskId, version: expectedVersion }: VersionOf,
    { year, likelihood, consequence, riskValue, motive, assessedOn }: Stated<RiskRow>,
  ): Promise<VersionOf> {
    const { request, tx } = this.commands;
    this.scoring ??= currentScoring(tx);
    const scoring = await this.scoring;
    const { risk } = await assessRisk(request, {
      ...{ riskId, expectedVersion, kind: 'CURRENT', motive, assessedOn },
      ...statedScore(scoring, { likelihood, consequence, riskValue }),
      year: year ?? Number(request.clock.today().slice(0, 4)),
    });
    return risk;
  }

  private end(
    { id: riskId, version: expectedVersion }: VersionOf,
    endedOn: string | null,
  ): Promise<VersionOf> {
    return endRisk(this.commands.request, { riskId, expectedVersion, endedOn });
  }

  /** What services are told; what is not said stays undefined. */
  private inputOf(stated: Stated<Pick<RiskRow, OwnField>>) {
    const { category, process, councilGoal, sensitivity, title, ...values } = stated;
    return {
      ...values,
      title: title === null ? '' : title,
      categoryId: this.names.category.idOf('category', category),
      processId: this.names.process.idOf('process', process),
      councilGoalId: this.names.councilGoal.idOf('councilGoal', councilGoal),
      // It cannot be cleared; an empty place says nothing of it.
      sensitivity: sensitivity ?? undefined,
    };
  }
}

type VersionOf = Pick<CurrentRisk, 'id' | 'version'>;

/** Every text of a secret that the caller may not read differs from what a row says, whatever that is. */
const unknownTexts = Object.fromEntries(
  riskTable.columns.filter(({ maskedBy }) => maskedBy).map(({ name }) => [name, undefined]),
) as Partial<CurrentRisk>;

const withoutTexts = (risk: CurrentRisk): CurrentRisk => ({
  ...{ ...risk, ...unknownTexts },
  assessments: risk.assessments.map((each) => ({ ...each, ...unknownTexts })),
});

/** An assessment cannot be taken back, so a row without any part of one says nothing of it. */
function isAssessedAnew({ assessments }: CurrentRisk, stated: Stated<RiskRow>): boolean {
  if (!assessmentFields.some((field) => isSaid(stated[field]))) return false;
  const { year, ...values } = stated;
  const before = isSaid(year) ? assessments.find((each) => each.year === year) : assessments[0];
  if (!before) return true;
  return !isEmpty(differences<AssessmentValues, AssessmentField>(values, before, assessmentFields));
}

const isSaid = (value: unknown): boolean => value !== null && value !== undefined;

const naturalKey = (board: string, title: string): string => `${board}\n${comparableName(title)}`;

const ofAnotherBoard: UserMessage = {
  sv: 'är en annan nämnd än den som risken hör till',
  en: 'is another board than the one that the risk belongs to',
};
