import { randomUUID } from 'node:crypto';
import { In } from 'typeorm';
import { selectRows } from '../../kernel/reading/link';
import { VersionedRepository } from '../../kernel/repository';
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

  /** Has exactly these parts, in the order that they come. */
  async setParts(
    { id: resultId, itemId }: Pick<ControlResultEntity, 'id' | 'itemId'>,
    { plannedControlIds, deviations, units, evidence, actionIds }: ResultParts,
  ): Promise<void> {
    const positioned = <Part extends object>(parts: readonly Part[]) =>
      parts.map((part, index) => ({ ...part, resultId, position: index + 1 }));
    await this.replace(
      ResultPlannedControlEntity,
      resultId,
      plannedControlIds?.map((plannedControlId) => ({ resultId, itemId, plannedControlId })),
    );
    await this.setDeviations(resultId, deviations && positioned(deviations));
    await this.replace(UnitResultEntity, resultId, units && positioned(units));
    await this.replace(EvidenceEntity, resultId, evidence && positioned(evidence));
    await this.replace(
      ResultActionEntity,
      resultId,
      actionIds && positioned([...new Set(actionIds)].map((actionId) => ({ actionId }))),
    );
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
    const rows = parts.map((part) => ({ ...part, ...this.tx.scope }));
    if (rows.length > 0) await this.tx.manager.insert(entity, rows as object[]);
  }
}
