import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { selectRows } from '../../kernel/reading/link';
import { insertInto, VersionedRepository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import {
  ControlResultEntity,
  DeviationEntity,
  EvidenceEntity,
  ResultActionEntity,
  ResultPlannedControlEntity,
  UnitResultEntity,
} from './control-result.entity';
import { keptIds } from './domain/deviation';
import { resultView, SELECT_LAST_TESTED, TOLD_LESS_SECRETLY } from './follow-up.sql';
import type { DeviationContent, ResultContent, UnitContent } from './follow-up-row';

/** Everything that hangs on a result; a list that is left out stays as it is. */
export interface ResultParts {
  readonly plannedControlIds?: readonly string[] | undefined;
  readonly deviations?: readonly Omit<DeviationContent, 'id'>[] | undefined;
  readonly units?: readonly UnitContent[] | undefined;
  readonly evidence?: readonly { title: string; url: string }[] | undefined;
  readonly actionIds?: readonly string[] | undefined;
}

/** All SQL for results. */
export class ControlResultRepository extends VersionedRepository<ControlResultEntity> {
  constructor(tx: Tx) {
    super(tx, ControlResultEntity);
  }

  /** Results with everything below them, in no order. */
  contents(ids: readonly string[]): Promise<ResultContent[]> {
    return selectRows(this.tx, resultView, { where: 'result.id = ANY($2)' }, [ids]);
  }

  /** The day of the latest completed result that covers each control, by control. */
  async lastTestedOn(controlIds: readonly string[]): Promise<Map<string, string>> {
    const { manager, scope } = this.tx;
    type Row = { controlId: string; lastTestedOn: string };
    const parameters = [scope.municipalityId, controlIds];
    const rows = await manager.query<Row[]>(SELECT_LAST_TESTED, parameters);
    return new Map(rows.map(({ controlId, lastTestedOn }) => [controlId, lastTestedOn]));
  }

  /** Gives a new result its parts, in the order that they come. */
  async addParts(
    result: Pick<ControlResultEntity, 'id' | 'itemId'>,
    parts: ResultParts,
  ): Promise<void> {
    const { deviations, ...others } = partsOf(result, parts);
    const withIds = deviations?.map((each) => ({ ...each, id: randomUUID() }));
    // None waits for another.
    await Promise.all([
      this.insertParts(DeviationEntity, withIds),
      this.insertParts(ResultPlannedControlEntity, others.plannedControls),
      this.insertParts(UnitResultEntity, others.units),
      this.insertParts(EvidenceEntity, others.evidence),
      this.insertParts(ResultActionEntity, others.actions),
    ]);
  }

  /** Has exactly these parts, in the order that they come. */
  async setParts(
    result: Pick<ControlResultEntity, 'id' | 'itemId'>,
    parts: ResultParts,
  ): Promise<void> {
    const { deviations, ...others } = partsOf(result, parts);
    await this.replace(ResultPlannedControlEntity, result.id, others.plannedControls);
    await this.setDeviations(result.id, deviations);
    await this.replace(UnitResultEntity, result.id, others.units);
    await this.replace(EvidenceEntity, result.id, others.evidence);
    await this.replace(ResultActionEntity, result.id, others.actions);
  }

  /** True when a report that stands still tells the result as less secret than it is now. */
  async isToldLessSecretly({ id, sensitivity }: ControlResultEntity): Promise<boolean> {
    const { manager, scope } = this.tx;
    const told = await manager.query<unknown[]>(TOLD_LESS_SECRETLY, [
      scope.municipalityId,
      id,
      sensitivity,
    ]);
    return told.length > 0;
  }

  /** Takes away a result with everything that hangs on it. */
  async withdraw(result: ControlResultEntity): Promise<void> {
    const nothing = { plannedControlIds: [], deviations: [], units: [], evidence: [] };
    await this.setParts(result, { ...nothing, actionIds: [] });
    await this.tx.manager.delete(ControlResultEntity, this.where({ id: result.id }));
  }

  /** One that is told as before stays the same row, since others may refer to it. */
  private async setDeviations(
    resultId: string,
    deviations: readonly (Omit<DeviationContent, 'id'> & { position: number })[] | undefined,
  ): Promise<void> {
    if (!deviations) return;
    const { manager, scope } = this.tx;
    const before = await manager.find(DeviationEntity, {
      where: { ...scope, resultId },
      order: { position: 'ASC' },
    });
    const ids = keptIds(before, deviations);
    const gone = before.map(({ id }) => id).filter((id) => !ids.includes(id));
    if (gone.length > 0) await manager.delete(DeviationEntity, { ...scope, id: In(gone) });
    if (deviations.length === 0) return;
    await manager.upsert(
      DeviationEntity,
      deviations.map((each, index) => ({
        ...{ ...each, ...scope, resultId, id: ids[index] ?? randomUUID() },
      })),
      { conflictPaths: ['municipalityId', 'id'], skipUpdateIfNoValuesChanged: true },
    );
  }

  private async replace<Part extends object>(
    entity: new () => Part,
    resultId: string,
    parts: readonly object[] | undefined,
  ): Promise<void> {
    if (!parts) return;
    await this.tx.manager.delete(entity, { ...this.tx.scope, resultId });
    await this.insertParts(entity, parts);
  }

  private async insertParts<Part extends object>(
    entity: new () => Part,
    parts: readonly object[] | undefined,
  ): Promise<void> {
    await insertInto(this.tx, entity, parts ?? []);
  }
}

/** The parts of a result as rows, each list by itself; one that was left out stays undefined. */
function partsOf(
  { id: resultId, itemId }: Pick<ControlResultEntity, 'id' | 'itemId'>,
  { plannedControlIds, deviations, units, evidence, actionIds }: ResultParts,
) {
  const positioned = <Part extends object>(parts: readonly Part[] | undefined) =>
    parts?.map((part, index) => ({ ...part, resultId, position: index + 1 }));
  return {
    plannedControls: plannedControlIds?.map((plannedControlId) => ({
      ...{ resultId, itemId, plannedControlId },
    })),
    deviations: positioned(deviations),
    units: positioned(units),
    evidence: positioned(evidence),
    actions: positioned(actionIds && [...new Set(actionIds)].map((actionId) => ({ actionId }))),
  };
}
