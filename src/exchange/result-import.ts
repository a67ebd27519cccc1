import { DomainError, invalid, type UserMessage } from '../kernel/errors';
import { isId } from '../kernel/input';
import type { JoinedCommands } from '../kernel/joined-commands';
import { mayReadTexts, type SecretReach, secretReachOf } from '../kernel/sensitivity';
import {
  type ControlPlanEntity,
  ControlPlanRepository,
  type PlanItemContent,
  PlanItemRepository,
  type PlannedControlContent,
} from '../modules/control-plan';
import { ExternalKeyRepository } from '../modules/external-key';
import {
  assessResult,
  ControlResultRepository,
  correctResult,
  type ResultContent,
  recordResult,
  withdrawAssessment,
} from '../modules/follow-up';
import { BoardRepository } from '../modules/municipality';
import { comparableName } from './comparable-name';
import {
  type CurrentResult,
  currentResults,
  levelsOf,
  type NamedLevel,
} from './current-results.repository';
import { differences, isEmpty, isSame } from './differences';
import { inOneLine } from './exchange-column';
import type { FileRow, Stated } from './file-row';
import { assertOnce, type ImportKind, type ImportPart, needed, type Outcome } from './import-kind';
import { type ResultRow, resultTable, unknownLevel } from './result-columns';

/** Results of the plans in force, with their lights. */
export const resultImport: ImportKind<ResultRow> = {
  table: resultTable,
  permission: 'result:record',
  act: 'RESULTS_IMPORTED',
  required: ['board', 'year', 'executionStatus'],
  columnOf: { plannedControlIds: 'controls', levelCode: 'level' },
  begin: async (commands, rows) => {
    const plans = await ResultsOfFile.read(commands, rows);
    return rows.map((row): ImportPart => ({ lines: [row.number], apply: () => plans.takeIn(row) }));
  },
};

type Row = FileRow<ResultRow>;

/** What a result says besides its light. */
const outcomeFields = [
  'executionStatus',
  'notPerformedReason',
  'resultOn',
  'text',
  'performedMethods',
  'performedOtherwise',
  'periodFrom',
  'periodTo',
  'population',
  'sample',
  'deviatingCases',
  'deviations',
  'sensitivity',
] as const;

type OutcomeField = (typeof outcomeFields)[number];
type OutcomeValues = Pick<ResultRow, OutcomeField>;

/** A plan in force, as the file finds it. */
interface FoundPlan {
  readonly plan: ControlPlanEntity;
  readonly items: readonly PlanItemContent[];
  readonly planned: readonly PlannedControlContent[];
  readonly results: readonly CurrentResult[];
  readonly levels: readonly NamedLevel[];
}

/** What a row is about. */
interface Subject {
  readonly item: PlanItemContent;
  readonly planned: readonly PlannedControlContent[];
  /** True when the row names its controls. */
  readonly isNamed: boolean;
}

/** What records are called, by kind and key. */
type KeysOfFile = Readonly<Record<'RESULT' | 'PLAN_ITEM' | 'CONTROL', ReadonlyMap<string, string>>>;

/** The plans that a file reports on, and what it may mean by keys. */
class ResultsOfFile {
  private readonly plans = new Map<string, Promise<FoundPlan>>();
  private readonly seen = new Map<string, number>();
  private readonly reach: SecretReach;

  private constructor(
    private readonly commands: JoinedCommands,
    private readonly keys: KeysOfFile,
  ) {
    this.reach = secretReachOf(commands.request.actor);
  }

  static async read(commands: JoinedCommands, rows: readonly Row[]): Promise<ResultsOfFile> {
    const idsOf = (kind: keyof KeysOfFile, keyOf: (stated: Stated<ResultRow>) => unknown) => {
      const keys = new Set(rows.flatMap(({ stated }) => keyOf(stated) ?? []) as string[]);
      return new ExternalKeyRepository(commands.tx, kind).recordIdsOf([...keys]);
    };
    return new ResultsOfFile(commands, {
      RESULT: await idsOf('RESULT', ({ key }) => key),
      PLAN_ITEM: await idsOf('PLAN_ITEM', ({ itemKey }) => itemKey),
      CONTROL: await idsOf('CONTROL', ({ controlKeys }) => controlKeys),
    });
  }

  /** @throws DomainError when the row, or a service, says no. */
  async takeIn(row: Row): Promise<Outcome> {
    const { stated } = row;
    const found = await this.planOf(needed('board', stated.board), needed('year', stated.year));
    const subject = this.subjectOf(found, stated);
    if (saysNothing(stated)) return 'unchanged';
    const before = await this.resultMeant(found, subject, stated);
    const name =
      stated.key ?? JSON.stringify([subject.item.id, coveredBy(subject), stated.resultOn ?? null]);
    assertOnce(this.seen, name, row, stated.key ? 'key' : 'item');
    return before ? this.change(found, subject, before, stated) : this.add(found, subject, stated);
  }

  private planOf(board: string, year: number): Promise<FoundPlan> {
    const name = `${board} ${year}`;
    const known = this.plans.get(name) ?? readPlan(this.commands, board, year);
    this.plans.set(name, known);
    return known;
  }

  /** The row of the plan and its controls: all of them when none is named. */
  private subjectOf({ items, planned: all }: FoundPlan, stated: Stated<ResultRow>): Subject {
    const item = this.itemMeant(items, stated);
    const planned = all.filter(({ itemId }) => itemId === item.id);
    const { controlKeys, controls: titles } = stated;
    const isByKey = controlKeys != null && controlKeys.length > 0;
    const names = isByKey ? controlKeys : (titles ?? []);
    const named = names.map((name) => {
      const id = this.keys.CONTROL.get(name) ?? name;
      const control = planned.find(({ controlId, definition }) =>
        isByKey
          ? controlId === id
          : mayReadTexts(this.reach, definition.secrecy) && isSameTitle(definition.title, name),
      );
      if (!control) throw invalid(isByKey ? 'controlKeys' : 'controls', notPlanned(name));
      return control;
    });
    return { item, planned: named.length > 0 ? named : planned, isNamed: named.length > 0 };
  }

  private itemMeant(
    items: readonly PlanItemContent[],
    { itemKey, item: title }: Stated<ResultRow>,
  ) {
    if (itemKey) {
      const stableId = this.keys.PLAN_ITEM.get(itemKey) ?? itemKey;
      const item = items.find((each) => each.stableId === stableId);
      if (!item) throw invalid('itemKey', noSuchItem);
      return item;
    }
    const [first, ...others] = items.filter(
      (each) =>
        mayReadTexts(this.reach, each.secrecy) && isSameTitle(each.title, needed('item', title)),
    );
    if (others.length > 0) throw invalid('item', severalItems);
    if (!first) throw invalid('item', noSuchItem);
    return first;
  }

  /** By its key, else the latest that covers the same controls, on the same day when one is stated. */
  private async resultMeant(
    { results }: FoundPlan,
    { item, planned }: Subject,
    { key, resultOn }: Stated<ResultRow>,
  ): Promise<CurrentResult | undefined> {
    const ofItem = results.filter(({ itemStableId }) => itemStableId === item.stableId);
    if (key) {
      const id = this.keys.RESULT.get(key) ?? key;
      const result = ofItem.find((each) => each.id === id);
      const isElsewhere =
        !result &&
        isId(id) &&
        (await new ControlResultRepository(this.commands.tx).contents([id])).length > 0;
      if (isElsewhere) throw invalid('key', ofAnotherItem);
      return result;
    }
    const stableIds = planned.map(({ stableId }) => stableId);
    return ofItem.find(
      (each) => isSame(each.covers, stableIds) && (!resultOn || each.resultOn === resultOn),
    );
  }

  private async add(
    found: FoundPlan,
    { item, planned }: Subject,
    stated: Stated<ResultRow>,
  ): Promise<Outcome> {
    const { request, tx } = this.commands;
    const executionStatus = needed('executionStatus', stated.executionStatus);
    const result = await recordResult(request, {
      ...inputOf(stated, []),
      ...{ planItemId: item.id, executionStatus, resultOn: stated.resultOn ?? undefined },
      plannedControlIds: planned.map(({ id }) => id),
    });
    if (stated.level) await this.assess(found, result, stated, null);
    const { key } = stated;
    if (key) {
      const { boardId } = found.plan;
      await new ExternalKeyRepository(tx, 'RESULT').give({ key, recordId: result.id, boardId });
    }
    return 'created';
  }

  private async change(
    found: FoundPlan,
    { planned, isNamed }: Subject,
    before: CurrentResult,
    stated: Stated<ResultRow>,
  ): Promise<Outcome> {
    const { request } = this.commands;
    const known = this.outcomeOf(before);
    const own = differences<OutcomeValues, OutcomeField>(
      withoutEmpty(stated),
      known,
      outcomeFields,
    );
    const stableIds = planned.map(({ stableId }) => stableId);
    const hasOtherControls = isNamed && !isSame(stableIds, before.covers);
    let result: ResultContent = before;
    if (!isEmpty(own) || hasOtherControls) {
      result = await correctResult(request, {
        ...inputOf(own, before.deviations),
        ...{ resultId: before.id, expectedVersion: before.version },
        ...(own.executionStatus && { executionStatus: own.executionStatus }),
        ...(own.resultOn && { resultOn: own.resultOn }),
        ...(hasOtherControls && { plannedControlIds: await this.plannedIdsOf(before, stableIds) }),
      });
    }
    result = await this.light(found, result, stated, before);
    return result === before ? 'unchanged' : 'changed';
  }

  /** The planned controls of the revision that the result was recorded on. */
  private async plannedIdsOf(
    { itemId }: CurrentResult,
    stableIds: readonly string[],
  ): Promise<string[]> {
    const planned = await new PlanItemRepository(this.commands.tx).plannedControls([itemId]);
    return planned.filter(({ stableId }) => stableIds.includes(stableId)).map(({ id }) => id);
  }

  /** Gives or takes the light when the row says so, and when a correction took what the row still says. */
  private async light(
    found: FoundPlan,
    result: ResultContent,
    stated: Stated<ResultRow>,
    before: CurrentResult,
  ): Promise<ResultContent> {
    const { level, motive, assessedOn } = stated;
    if (level === undefined) return result;
    const { assessment } = result;
    if (level === null) {
      if (!assessment) return result;
      const { id: resultId, version: expectedVersion } = result;
      return withdrawAssessment(this.commands.request, { resultId, expectedVersion });
    }
    const isReadable = mayReadTexts(this.reach, before.secrecy);
    const isSameLight =
      assessment !== null &&
      (assessment.level?.code ?? null) === codeOf(found.levels, level) &&
      (motive === undefined || (isReadable && isSame(motive, assessment.motive))) &&
      (assessedOn === undefined || isSame(assessedOn, assessment.assessedOn));
    return isSameLight ? result : this.assess(found, result, stated, before);
  }

  private assess(
    { levels }: FoundPlan,
    { id: resultId, version: expectedVersion }: ResultContent,
    { level, motive, assessedOn }: Stated<ResultRow>,
    before: CurrentResult | null,
  ): Promise<ResultContent> {
    const { assessment } = before ?? {};
    return assessResult(this.commands.request, {
      ...{ resultId, expectedVersion, levelCode: codeOf(levels, level ?? '') },
      motive: motive === undefined ? assessment?.motive : motive,
      assessedOn: assessedOn === undefined ? assessment?.assessedOn : assessedOn,
    });
  }

  /** What a result says, as files tell it; texts that the caller may not read differ from whatever they say. */
  private outcomeOf(result: CurrentResult) {
    const { notPerformedReason, text, performedOtherwise, secrecy } = result;
    const deviations = result.deviations.map((each) => inOneLine(each.text));
    const texts = { notPerformedReason, text, performedOtherwise, deviations };
    const isReadable = mayReadTexts(this.reach, secrecy);
    return {
      ...result,
      ...(isReadable ? texts : unknownTexts),
      sensitivity: secrecy.sensitivity,
    };
  }
}

async function readPlan(
  { tx }: JoinedCommands,
  boardCode: string,
  year: number,
): Promise<FoundPlan> {
  const board = await new BoardRepository(tx).getByCodeOrId(boardCode);
  const plan = await new ControlPlanRepository(tx).findInForce(board.id, year);
  if (!plan) throw new DomainError('CONFLICT', { type: 'ControlPlan', rule: noPlanInForce });
  const repository = new PlanItemRepository(tx);
  const items = await repository.ofPlans([plan.id]);
  return {
    ...{ plan, items },
    planned: await repository.plannedControls(items.map(({ id }) => id)),
    results: await currentResults(
      tx,
      items.map(({ stableId }) => stableId),
    ),
    levels: await levelsOf(tx, plan.schemeId),
  };
}

/** What services are told; a deviation in the same words keeps what else is known of it. */
function inputOf(
  { sensitivity, deviations, performedMethods, ...values }: Stated<OutcomeValues>,
  before: ResultContent['deviations'],
) {
  const { notPerformedReason, text, performedOtherwise, periodFrom, periodTo } = values;
  const { population, sample, deviatingCases } = values;
  return {
    ...{ notPerformedReason, text, performedOtherwise, periodFrom, periodTo },
    ...{ population, sample, deviatingCases },
    performedMethods: performedMethods ?? undefined,
    sensitivity: sensitivity ?? undefined,
    deviations: deviations?.map(
      (line) => before.find((each) => inOneLine(each.text) === line) ?? { text: line },
    ),
  };
}

/** What cannot be cleared: an empty place says nothing of it. */
const withoutEmpty = ({
  executionStatus,
  resultOn,
  sensitivity,
  ...stated
}: Stated<ResultRow>) => ({
  ...stated,
  executionStatus: executionStatus ?? undefined,
  resultOn: resultOn ?? undefined,
  sensitivity: sensitivity ?? undefined,
});

/** Nobody has filled in the row: nothing is reported on these controls yet. */
function saysNothing({ key, ...stated }: Stated<ResultRow>): boolean {
  const said = [...outcomeFields, 'level' as const].map((field) => stated[field]);
  return !key && said.every((value) => isSame(value ?? null, null) || isSame(value ?? null, []));
}

const coveredBy = ({ planned }: Subject): string[] => planned.map(({ id }) => id).sort();

/** The code of a light by its word or code; null for one that nobody knows. */
function codeOf(levels: readonly NamedLevel[], word: string): string | null {
  if (Object.values(unknownLevel).some((unknown) => isSameTitle(unknown, word))) return null;
  const level = levels.find((each) => isSameTitle(each.word, word) || isSameTitle(each.code, word));
  if (level) return level.code;
  const words = levels.map((each) => each.word).join(', ');
  throw invalid('level', { sv: `är inget av: ${words}`, en: `is none of: ${words}` });
}

const isSameTitle = (one: string, other: string): boolean =>
  comparableName(one) === comparableName(other);

const unknownTexts = {
  notPerformedReason: undefined,
  text: undefined,
  performedOtherwise: undefined,
  deviations: undefined,
};

const notPlanned = (name: string): UserMessage => ({
  sv: `har ${name}, som inte planeras för den raden`,
  en: `has ${name}, which is not planned for that row`,
});
const noPlanInForce: UserMessage = {
  sv: 'nämnden har ingen beslutad plan för året',
  en: 'the board has no decided plan for the year',
};
const noSuchItem: UserMessage = {
  sv: 'finns inte i nämndens beslutade plan för året',
  en: 'is not in the decided plan of the board for the year',
};
const severalItems: UserMessage = {
  sv: 'är namnet på flera rader i planen; ange radnyckeln',
  en: 'is the title of several rows of the plan; give the key of the row',
};
const ofAnotherItem: UserMessage = {
  sv: 'hör till ett resultat av en annan rad, kanske i en annan plan; välj en annan nyckel',
  en: 'belongs to a result of another row, perhaps of another plan; choose another key',
};
