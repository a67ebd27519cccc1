import { invalid, type UserMessage } from '../kernel/errors';
import { isId } from '../kernel/input';
import type { JoinedCommands } from '../kernel/joined-commands';
import { mayReadTexts, secretReachOf } from '../kernel/sensitivity';
import {
  addPlanItem,
  type ControlPlanEntity,
  ControlPlanRepository,
  changePlanItem,
  draftControlPlan,
  type PlanItemContent,
  PlanItemRepository,
  type PlannedControlContent,
  stateNotApplicable,
} from '../modules/control-plan';
import { assertContentsOpen } from '../modules/control-plan/domain/plan-state';
import { ExternalKeyRepository } from '../modules/external-key';
import { BoardRepository } from '../modules/municipality';
import { ScoringSchemeRepository } from '../modules/scoring-scheme';
import type { Scoring } from '../modules/scoring-scheme/domain/score';
import { comparableName } from './comparable-name';
import { ControlsOfFile, type MeantControl } from './controls-of-file';
import { type CurrentRisk, currentRisks } from './current-risks.repository';
import { differences, isEmpty, isSame } from './differences';
import type { FileRow, Stated } from './file-row';
import {
  type ImportKind,
  type ImportPart,
  inRow,
  needed,
  type Outcome,
  RowRefused,
} from './import-kind';
import { Names } from './named';
import { type PlanRow, planTable } from './plan-columns';
import { statedScore } from './stated-score';

/** Rows of plans with their controls, into the drafts of boards and years. */
export const planImport: ImportKind<PlanRow> = {
  table: planTable,
  permission: 'control-plan:draft',
  act: 'CONTROL_PLANS_IMPORTED',
  required: ['board', 'year'],
  columnOf: {
    riskId: 'risk',
    processId: 'process',
    value: 'riskValue',
    controlId: 'control',
    ownerRole: 'controlOwner',
    performerRole: 'performer',
    reason: 'notApplicableReason',
  },
  begin: async (commands, rows) => {
    const plans = await PlansOfFile.read(commands, rows);
    return itemsIn(rows).map(
      (item): ImportPart => ({
        lines: item.map(({ number }) => number),
        apply: () => plans.takeIn(item),
      }),
    );
  },
};

type Row = FileRow<PlanRow>;
/** The rows of one row of the plan, a control each. */
type ItemRows = readonly [Row, ...Row[]];

/** Rows with the same key, or about the same when they have none, are one row of the plan. */
function itemsIn(rows: readonly Row[]): ItemRows[] {
  const items = new Map<string, [Row, ...Row[]]>();
  for (const row of rows) {
    const { board, year, key, riskKey, risk, title, process } = row.stated;
    const own = key ? [key] : [null, riskKey, riskKey ? null : risk, title, process];
    const name = JSON.stringify([board, year, ...own.map((each) => each ?? null)]);
    const item = items.get(name);
    if (item) item.push(row);
    else items.set(name, [row]);
  }
  return [...items.values()];
}

/** What a row says of the item, and not of its control; each of its rows says the same. */
const itemFields = [
  'kind',
  'riskKey',
  'risk',
  'title',
  'process',
  'likelihood',
  'consequence',
  'riskValue',
  'note',
  'isTested',
  'notApplicableReason',
  'sensitivity',
] as const;

/** What an item says by itself, as files tell it. */
type ItemValues = Pick<
  PlanRow,
  | 'title'
  | 'process'
  | 'likelihood'
  | 'consequence'
  | 'riskValue'
  | 'note'
  | 'notApplicableReason'
  | 'sensitivity'
> & { readonly isTested: boolean | null };

/** A plan as the file finds it. */
interface FoundPlan {
  /** As the last change of it left it. */
  plan: ControlPlanEntity;
  readonly items: readonly PlanItemContent[];
  readonly planned: readonly PlannedControlContent[];
  readonly scoring: Scoring;
}

/** The plans that a file is about, and what it may mean by risks, controls and keys. */
class PlansOfFile {
  private readonly plans = new Map<string, FoundPlan>();
  /** True when what was read may have been made by rows that are undone. */
  private isStale = false;

  private constructor(
    private readonly commands: JoinedCommands,
    private readonly risks: readonly CurrentRisk[],
    private readonly processes: Names,
    private readonly stableIds: ReadonlyMap<string, string>,
    private readonly rows: readonly Row[],
    private controls: ControlsOfFile,
  ) {}

  static async read(commands: JoinedCommands, rows: readonly Row[]): Promise<PlansOfFile> {
    const { tx } = commands;
    const riskKeys = rows.flatMap(({ stated }) => stated.riskKey ?? []);
    const boards = [...new Set(rows.flatMap(({ stated }) => stated.board ?? []))];
    const keys = [...new Set(rows.flatMap(({ stated }) => stated.key ?? []))];
    return new PlansOfFile(
      commands,
      await currentRisks(tx, { ids: riskKeys.filter(isId), keys: riskKeys, boards }),
      await Names.processes(tx),
      await new ExternalKeyRepository(tx, 'PLAN_ITEM').recordIdsOf(keys),
      rows,
      await ControlsOfFile.read(commands, rows),
    );
  }

  /** @throws DomainError or RowRefused when a row, or a service, says no. */
  async takeIn(rows: ItemRows): Promise<Outcome> {
    try {
      await this.refresh();
      assertAgreed(rows);
      const [{ stated }] = rows;
      const found = await this.planOf(needed('board', stated.board), needed('year', stated.year));
      const item = await this.itemMeant(found, stated);
      return item ? await this.change(found, item, rows) : await this.add(found, rows);
    } catch (error) {
      this.isStale = true;
      throw error;
    }
  }

  /** What was made for refused rows is undone by now, so others must not build on it. */
  private async refresh(): Promise<void> {
    if (!this.isStale) return;
    this.plans.clear();
    this.controls = await ControlsOfFile.read(this.commands, this.rows);
    this.isStale = false;
  }

  /** The revision that is being prepared, else the one in force, else a new draft. */
  private async planOf(boardCode: string, year: number): Promise<FoundPlan> {
    const name = `${boardCode} ${year}`;
    const known = this.plans.get(name);
    if (known) return known;
    const { request, tx } = this.commands;
    const board = await new BoardRepository(tx).getByCodeOrId(boardCode);
    const plans = new ControlPlanRepository(tx);
    const revision = await plans.lastRevision(board.id, year);
    const plan =
      (await plans.findRevision(board.id, year, revision)) ??
      (await draftControlPlan(request, { board: board.id, year })).controlPlan;
    const repository = new PlanItemRepository(tx);
    const items = await repository.ofPlans([plan.id]);
    const planned = await repository.plannedControls(items.map(({ id }) => id));
    const scoring = await new ScoringSchemeRepository(tx).read(plan.schemeId);
    const found = { plan, items, planned, scoring };
    this.plans.set(name, found);
    return found;
  }

  private async itemMeant(
    { plan, items }: FoundPlan,
    stated: Stated<PlanRow>,
  ): Promise<PlanItemContent | undefined> {
    const { key } = stated;
    if (!key) {
      const riskId = this.riskIdOf(plan, stated);
      const title = stated.title ?? stated.process ?? '';
      return items.find((item) =>
        riskId
          ? item.riskId === riskId
          : item.riskId === null && this.isReadable(item) && isSame(item.title, title),
      );
    }
    const stableId = this.stableIds.get(key) ?? key;
    const item = items.find((each) => each.stableId === stableId);
    const isElsewhere =
      !item && (await new PlanItemRepository(this.commands.tx).isStableId(stableId));
    if (isElsewhere) throw invalid('key', ofAnotherPlan);
    return item;
  }

  private async add(found: FoundPlan, rows: ItemRows): Promise<Outcome> {
    const { request, tx } = this.commands;
    const [{ stated }] = rows;
    const { plan } = found;
    assertContentsOpen(plan.state);
    const riskId = this.riskIdOf(plan, stated) ?? null;
    const meant = this.controlsMeant(found, rows, undefined);
    const { planItem, controlPlan } = await addPlanItem(request, {
      ...{ planId: plan.id, expectedVersion: plan.version, kind: stated.kind ?? 'OWN_CONTROL' },
      ...this.inputOf(found, riskId, stated, stated),
      controls: await this.takeInControls(rows, meant, undefined, riskId),
    });
    found.plan = controlPlan;
    if (stated.key) {
      const { stableId: recordId } = planItem;
      const keys = new ExternalKeyRepository(tx, 'PLAN_ITEM');
      await keys.give({ key: stated.key, recordId, boardId: plan.boardId });
    }
    if (stated.notApplicableReason)
      await this.stateReason(found, planItem, stated.notApplicableReason);
    return 'created';
  }

  private async change(found: FoundPlan, item: PlanItemContent, rows: ItemRows): Promise<Outcome> {
    const [{ stated }] = rows;
    const { plan } = found;
    if (stated.kind && stated.kind !== item.kind) throw invalid('kind', ofAnotherKind);
    const riskId = this.riskIdOf(plan, stated, item);
    const hasOtherRisk = riskId !== undefined && riskId !== item.riskId;
    const isAboutRisk = (riskId === undefined ? item.riskId : riskId) !== null;
    const own = differences<ItemValues, keyof ItemValues>(stated, this.valuesOf(item), [
      ...(isAboutRisk ? [] : subjectFields),
      ...furtherFields,
    ]);
    const planned = found.planned.filter(({ itemId }) => itemId === item.id);
    const meant = this.controlsMeant(found, rows, planned);
    const hasOtherControls = meant !== undefined && !isSamePlanned(rows, meant, planned);
    const hasChangedControls = meant?.some((each) => each && !isEmpty(each.changes)) ?? false;
    if (!hasOtherRisk && isEmpty(own) && !hasOtherControls && !hasChangedControls)
      return 'unchanged';

    assertContentsOpen(plan.state);
    const after = { ...this.valuesOf(item), ...stated };
    const controls = await this.takeInControls(rows, meant, planned, riskId ?? item.riskId);
    const { planItem, controlPlan } = await changePlanItem(this.commands.request, {
      ...{ planItemId: item.id, expectedVersion: item.version },
      ...this.inputOf(found, hasOtherRisk ? riskId : undefined, own, after),
      ...(hasOtherControls && { controls }),
    });
    found.plan = controlPlan;
    const { notApplicableReason: reason } = own;
    if (reason !== undefined) await this.stateReason(found, planItem, reason);
    return 'changed';
  }

  private async stateReason(
    found: FoundPlan,
    { id: planItemId, version: expectedVersion }: PlanItemContent,
    reason: string | null,
  ): Promise<void> {
    const { request } = this.commands;
    const stated = await stateNotApplicable(request, { planItemId, expectedVersion, reason });
    found.plan = stated.controlPlan;
  }

  /** The risk of a row: by key or number, else by title; undefined when the row does not say. */
  private riskIdOf(
    { boardId }: ControlPlanEntity,
    { riskKey, risk: title }: Stated<PlanRow>,
    item?: PlanItemContent,
  ): string | null | undefined {
    if (riskKey) {
      const found =
        this.risks.find(({ key, id }) => key === riskKey || id === riskKey) ??
        this.risks.find(({ number }) => String(number) === riskKey);
      if (!found) throw invalid('riskKey', noSuchRisk);
      return found.id;
    }
    if (!title) return riskKey === undefined && title === undefined ? undefined : null;
    if (item?.riskId && this.isReadable(item) && isSame(item.title, title)) return item.riskId;
    const [first, ...others] = this.risks.filter(
      (risk) =>
        risk.boardId === boardId &&
        risk.endedOn === null &&
        mayReadTexts(secretReachOf(this.commands.request.actor), risk) &&
        comparableName(risk.title ?? '') === comparableName(title),
    );
    if (others.length > 0) throw invalid('risk', severalRisks);
    if (!first) throw invalid('risk', noSuchRisk);
    return first.id;
  }

  private isReadable({ secrecy }: PlanItemContent): boolean {
    return mayReadTexts(secretReachOf(this.commands.request.actor), secrecy);
  }

  /** What an item says by itself; texts that the caller may not read differ from whatever a row says. */
  private valuesOf(item: PlanItemContent): Partial<ItemValues> {
    const { process, score, riskValue, note, kind, isTested, notApplicableReason, secrecy } = item;
    const title = item.title === process?.name ? null : item.title;
    const texts = { title, note, notApplicableReason };
    return {
      ...(this.isReadable(item) && texts),
      process: process?.name ?? null,
      likelihood: score?.likelihood ?? null,
      consequence: score?.consequence ?? null,
      riskValue,
      isTested: kind === 'STANDING_CONTROL' ? isTested : null,
      sensitivity: secrecy.sensitivity,
    };
  }

  /** What services are told: what is said, with the whole score when a part of it is. */
  private inputOf(
    { scoring }: FoundPlan,
    riskId: string | null | undefined,
    said: Stated<ItemValues>,
    after: Stated<ItemValues>,
  ) {
    const { note, isTested, sensitivity } = said;
    const own = { note, isTested: isTested ?? undefined, sensitivity: sensitivity ?? undefined };
    if (riskId) return { ...own, ...noSubject, riskId };
    const isScored = [said.likelihood, said.consequence, said.riskValue].some(
      (each) => each !== undefined,
    );
    return {
      ...{ ...own, riskId, title: said.title },
      processId: this.processes.idOf('process', said.process),
      ...(isScored && statedScore(scoring, after)),
    };
  }

  /** Undefined when the file has no columns for controls. */
  private controlsMeant(
    { plan }: FoundPlan,
    rows: ItemRows,
    planned: readonly PlannedControlContent[] | undefined,
  ): (MeantControl | null)[] | undefined {
    const [{ stated: first }] = rows;
    if (first.control === undefined && first.controlKey === undefined) return undefined;
    return rows.map((row) =>
      this.controls.meantBy(row, plan.boardId, ({ id }) => {
        // A draft follows the register, which the file may have changed a moment ago.
        const stated = plan.state === 'DRAFT' ? undefined : planned;
        const definition = stated?.find(({ controlId }) => controlId === id)?.definition;
        return (
          definition && {
            ...definition,
            control: definition.title,
            controlOwner: definition.ownerRole,
            performer: definition.performerRole,
          }
        );
      }),
    );
  }

  private async takeInControls(
    rows: ItemRows,
    meant: readonly (MeantControl | null)[] | undefined,
    planned: readonly PlannedControlContent[] | undefined,
    riskId: string | null,
  ) {
    const controls = [];
    for (const [index, row] of rows.entries()) {
      const control = meant?.[index];
      if (!control) continue;
      const about = { board: row.stated.board ?? '', riskId };
      const controlId = await inRow(row, () => this.controls.takeIn(row, control, about), {
        title: 'control',
        key: 'controlKey',
      });
      controls.push({
        controlId,
        ...performanceOf(
          row,
          planned?.find((each) => each.controlId === controlId),
        ),
      });
    }
    return controls;
  }
}

/** What an item without a risk is about, and its own value. */
const subjectFields = ['title', 'process', 'likelihood', 'consequence', 'riskValue'] as const;
const furtherFields = ['note', 'isTested', 'notApplicableReason', 'sensitivity'] as const;

/** A risk speaks for its item. */
const noSubject = {
  title: null,
  processId: null,
  likelihood: null,
  consequence: null,
  value: null,
};

const performanceFields = ['methods', 'population', 'sample'] as const;
type Performance = Pick<PlanRow, (typeof performanceFields)[number]>;

/** How a control is performed this year; an empty place leaves it, or has it as the register does. */
function performanceOf({ stated }: Row, before: PlannedControlContent | undefined) {
  const { methods, population, sample } = stated;
  return {
    methods: methods && methods.length > 0 ? methods : before?.methods,
    population: population ?? before?.population,
    sample: sample ?? before?.sample,
  };
}

function isSamePlanned(
  rows: ItemRows,
  meant: readonly (MeantControl | null)[],
  planned: readonly PlannedControlContent[],
): boolean {
  const stated = rows.flatMap((row, index) => {
    const control = meant[index];
    return control ? [{ row, controlId: control.control?.id }] : [];
  });
  return (
    stated.length === planned.length &&
    stated.every(({ row, controlId }) => {
      const before = planned.find((each) => each.controlId === controlId);
      const said = performanceOf(row, before);
      return (
        before &&
        isEmpty(differences<Performance, keyof Performance>(said, before, performanceFields))
      );
    })
  );
}

/** @throws RowRefused when two rows of one item say different things of it; an empty place says nothing. */
function assertAgreed([first, ...others]: ItemRows): void {
  for (const { number, stated } of others) {
    for (const field of itemFields) {
      const value = stated[field];
      if (value === undefined || value === null || isSame(value, first.stated[field] ?? null))
        continue;
      throw new RowRefused(
        number,
        invalid(field, {
          sv: `är något annat än på rad ${first.number}, som är samma rad i planen`,
          en: `is another one than in row ${first.number}, which is the same row of the plan`,
        }),
      );
    }
  }
}

const ofAnotherPlan: UserMessage = {
  sv: 'hör till en rad i en annan plan; töm nyckeln för att göra en ny rad',
  en: 'belongs to a row of another plan; leave the key empty for a new row',
};
const ofAnotherKind: UserMessage = {
  sv: 'är ett annat slag än raden i planen har; slaget ändras inte',
  en: 'is another kind than the row of the plan has; the kind does not change',
};
const noSuchRisk: UserMessage = {
  sv: 'finns inte bland nämndens risker i registret; importera risken först',
  en: 'is not among the risks of the board in the register; import the risk first',
};
const severalRisks: UserMessage = {
  sv: 'är namnet på flera risker; ange risknyckeln',
  en: 'is the title of several risks; give the key of the risk',
};
