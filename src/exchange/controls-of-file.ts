import { invalid, type UserMessage } from '../kernel/errors';
import { isId } from '../kernel/input';
import type { JoinedCommands } from '../kernel/joined-commands';
import { mayReadTexts, secretReachOf } from '../kernel/sensitivity';
import { createControl, linkControlToRisk, updateControl } from '../modules/control';
import { ExternalKeyRepository } from '../modules/external-key';
import { comparableName } from './comparable-name';
import {
  type ControlValues,
  type CurrentControl,
  currentControls,
} from './current-controls.repository';
import { differences, isEmpty } from './differences';
import type { FileRow, Stated } from './file-row';
import { needed } from './import-kind';
import type { PlanRow } from './plan-columns';

const fields = [
  'control',
  'purpose',
  'scope',
  'frequency',
  'controlOwner',
  'performer',
] as const satisfies readonly (keyof ControlValues)[];

type ControlField = (typeof fields)[number];

/** What is to be done about the control of a row; `controlId` is null for one that is to be created. */
export interface MeantControl {
  readonly control: CurrentControl | null;
  readonly changes: Stated<ControlValues>;
}

/** The controls that the rows of a file mean. */
export class ControlsOfFile {
  private constructor(
    private readonly commands: JoinedCommands,
    private readonly controls: CurrentControl[],
  ) {}

  static async read(
    commands: JoinedCommands,
    rows: readonly FileRow<PlanRow>[],
  ): Promise<ControlsOfFile> {
    const keys = rows.flatMap(({ stated }) => stated.controlKey ?? []);
    const boards = [...new Set(rows.flatMap(({ stated }) => stated.board ?? []))];
    const wanted = { ids: keys.filter(isId), keys, boards };
    return new ControlsOfFile(commands, await currentControls(commands.tx, wanted));
  }

  /**
   * The control of a row: by its key, else by its title among those that the board can use.
   *
   * @param stated how the plan tells the control when it stands still.
   * @returns null for a row without a control.
   * @throws DomainError BAD_USER_INPUT when several have the title.
   */
  meantBy(
    { stated }: FileRow<PlanRow>,
    boardId: string,
    told: (control: CurrentControl) => ControlValues | undefined,
  ): MeantControl | null {
    if (!stated.controlKey && !stated.control) return null;
    const control = stated.controlKey
      ? this.byKey(stated.controlKey)
      : this.byTitle(stated.control ?? '', boardId);
    const known = control && (this.isReadable(control) ? (told(control) ?? control) : unknown);
    const said = saidIn(stated);
    const changes = differences<ControlValues, ControlField>(said, known ?? unsaid, fields);
    return { control, changes };
  }

  /** The id of the control, which is created or changed when the row says so. */
  async takeIn(
    { stated }: FileRow<PlanRow>,
    { control, changes }: MeantControl,
    { board, riskId }: { readonly board: string; readonly riskId: string | null },
  ): Promise<string> {
    const { request, tx } = this.commands;
    const { control: title, controlOwner: ownerRole, performer: performerRole, ...rest } = changes;
    const values = { ...rest, ownerRole, performerRole };
    if (control) {
      if (isEmpty(changes)) return control.id;
      const { id: controlId, version: expectedVersion } = control;
      const changed = { ...values, title, controlId, expectedVersion };
      const { version } = await updateControl(request, changed);
      Object.assign(control, changes, { version });
      return controlId;
    }
    const created = await createControl(request, {
      ...{ ...values, board, methods: stated.methods ?? [] },
      title: needed('control', title),
    });
    const { id: recordId, boardId } = created;
    const key = stated.controlKey ?? null;
    if (key) await new ExternalKeyRepository(tx, 'CONTROL').give({ key, recordId, boardId });
    this.controls.push({ ...created, ...unsaid, ...(changes as Partial<ControlValues>), key });
    if (riskId) await linkControlToRisk(request, { controlId: recordId, riskId });
    return recordId;
  }

  private byKey(key: string): CurrentControl | null {
    return this.controls.find((each) => each.key === key || each.id === key) ?? null;
  }

  private byTitle(title: string, boardId: string): CurrentControl | null {
    const [first, ...others] = this.controls.filter(
      (each) =>
        (each.boardId === boardId || each.boardId === null) &&
        each.endedOn === null &&
        this.isReadable(each) &&
        comparableName(each.control ?? '') === comparableName(title),
    );
    if (others.length > 0) throw invalid('control', severalHaveIt);
    return first ?? null;
  }

  private isReadable(control: CurrentControl): boolean {
    return mayReadTexts(secretReachOf(this.commands.request.actor), control);
  }
}

/** The same control stands in many rows, and is often told in one: an empty place says nothing of it. */
const saidIn = (stated: Stated<PlanRow>): Stated<ControlValues> =>
  Object.fromEntries(fields.flatMap((field) => (stated[field] ? [[field, stated[field]]] : [])));

const unsaid: ControlValues = {
  ...{ control: null, purpose: null, scope: null },
  ...{ frequency: null, controlOwner: null, performer: null },
};

/** Differs from whatever a row says, since nobody may find out by guessing. */
const unknown: Partial<ControlValues> = {};

const severalHaveIt: UserMessage = {
  sv: 'är namnet på flera kontroller; ange kontrollnyckeln',
  en: 'is the title of several controls; give the key of the control',
};
