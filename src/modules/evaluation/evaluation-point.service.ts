import { authorise, type Permission } from '../../kernel/authorisation';
import type { RequestContext } from '../../kernel/request-context';
import type { Sensitivity } from '../../kernel/sensitivity';
import type { Tx } from '../../kernel/unit-of-work';
import {
  type ActionEntity,
  ActionRepository,
  addAction,
  type RaiseAction,
  readNewAction,
} from '../action';
import { addRisk, type CreateRisk, type RiskEntity, RiskRepository, readNewRisk } from '../risk';
import { assertLeadsFurther } from './domain/evaluation';
import type { EvaluationPointEntity } from './evaluation.entity';
import { EvaluationPointRepository, EvaluationRepository } from './evaluation.repository';

/** A point of an evaluation; null when the municipality has none with the id. */
export function findEvaluationPoint(
  request: RequestContext,
  id: string,
): Promise<EvaluationPointEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new EvaluationPointRepository(tx).find(id));
}

/** A point and a risk that came of it, or that is about the same. */
export interface RiskOfPoint {
  readonly evaluationPointId: string;
  readonly riskId: string;
}

/** Both ends of a link. */
export interface PointAndRisk {
  readonly evaluationPoint: EvaluationPointEntity;
  readonly risk: RiskEntity;
}

/**
 * Says that a point led to a risk that is there already. Saying it twice is once.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, or BAD_USER_INPUT for a strength.
 */
export function linkRiskToEvaluationPoint(
  request: RequestContext,
  { evaluationPointId, riskId }: RiskOfPoint,
): Promise<PointAndRisk> {
  return onPoint(
    request,
    'EVALUATION_POINT_RISK_LINKED',
    'register:maintain',
    evaluationPointId,
    async (tx, evaluationPoint) => {
      const risk = await riskOf(request, tx, riskId);
      assertLeadsFurther(evaluationPoint);
      await new EvaluationPointRepository(tx).linkRisk(evaluationPointId, riskId);
      return { evaluationPoint, risk };
    },
  );
}

/** @throws DomainError FORBIDDEN or NOT_FOUND. */
export function unlinkRiskFromEvaluationPoint(
  request: RequestContext,
  { evaluationPointId, riskId }: RiskOfPoint,
): Promise<PointAndRisk> {
  return onPoint(
    request,
    'EVALUATION_POINT_RISK_UNLINKED',
    'register:maintain',
    evaluationPointId,
    async (tx, evaluationPoint) => {
      const risk = await riskOf(request, tx, riskId);
      await new EvaluationPointRepository(tx).unlinkRisk(evaluationPointId, riskId);
      return { evaluationPoint, risk };
    },
  );
}

/** A risk that is new to the register, and the point that it comes from. */
export interface CreateRiskFromPoint extends CreateRisk {
  readonly evaluationPointId: string;
}

/**
 * Makes a point of an evaluation a risk of a board. Unless it is said, its source is the evaluation, and
 * it is as secret as that.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND or BAD_USER_INPUT.
 */
export async function createRiskFromEvaluationPoint(
  request: RequestContext,
  { evaluationPointId, ...raw }: CreateRiskFromPoint,
): Promise<PointAndRisk> {
  authorise(request.actor, 'register:maintain', null);
  const values = readNewRisk(raw);
  return onPoint(
    request,
    'RISK_CREATED_FROM_EVALUATION_POINT',
    'register:maintain',
    evaluationPointId,
    async (tx, evaluationPoint) => {
      assertLeadsFurther(evaluationPoint);
      const risk = await addRisk(request, tx, {
        ...values,
        source: values.source ?? 'EVALUATION',
        sensitivity: values.sensitivity ?? (await sensitivityOf(tx, evaluationPoint)),
      });
      await new EvaluationPointRepository(tx).linkRisk(evaluationPointId, risk.id);
      return { evaluationPoint, risk };
    },
  );
}

/** A point and an action that came of it, or that is about the same. */
export interface ActionOfPoint {
  readonly evaluationPointId: string;
  readonly actionId: string;
}

/** Both ends of a link. */
export interface PointAndAction {
  readonly evaluationPoint: EvaluationPointEntity;
  readonly action: ActionEntity;
}

/**
 * Says that a point led to an action that is there already. Saying it twice is once.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, or BAD_USER_INPUT for a strength.
 */
export function linkActionToEvaluationPoint(
  request: RequestContext,
  { evaluationPointId, actionId }: ActionOfPoint,
): Promise<PointAndAction> {
  return onPoint(
    request,
    'EVALUATION_POINT_ACTION_LINKED',
    'action:maintain',
    evaluationPointId,
    async (tx, evaluationPoint) => {
      const action = await actionOf(request, tx, actionId);
      assertLeadsFurther(evaluationPoint);
      await new EvaluationPointRepository(tx).linkAction(evaluationPointId, actionId);
      return { evaluationPoint, action };
    },
  );
}

/** @throws DomainError FORBIDDEN or NOT_FOUND. */
export function unlinkActionFromEvaluationPoint(
  request: RequestContext,
  { evaluationPointId, actionId }: ActionOfPoint,
): Promise<PointAndAction> {
  return onPoint(
    request,
    'EVALUATION_POINT_ACTION_UNLINKED',
    'action:maintain',
    evaluationPointId,
    async (tx, evaluationPoint) => {
      const action = await actionOf(request, tx, actionId);
      await new EvaluationPointRepository(tx).unlinkAction(evaluationPointId, actionId);
      return { evaluationPoint, action };
    },
  );
}

/** A new action, and the point that it comes from. */
export interface RaiseActionFromPoint extends RaiseAction {
  readonly evaluationPointId: string;
}

/**
 * Raises an action of a board from a point of an evaluation. Unless it is said, it is as secret as that.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND or BAD_USER_INPUT.
 */
export async function raiseActionFromEvaluationPoint(
  request: RequestContext,
  { evaluationPointId, ...raw }: RaiseActionFromPoint,
): Promise<PointAndAction> {
  authorise(request.actor, 'action:maintain', null);
  const values = readNewAction(raw, request.clock.today());
  return onPoint(
    request,
    'ACTION_RAISED_FROM_EVALUATION_POINT',
    'action:maintain',
    evaluationPointId,
    async (tx, evaluationPoint) => {
      assertLeadsFurther(evaluationPoint);
      const sensitivity = values.sensitivity ?? (await sensitivityOf(tx, evaluationPoint));
      const action = await addAction(request, tx, { ...values, sensitivity });
      await new EvaluationPointRepository(tx).linkAction(evaluationPointId, action.id);
      return { evaluationPoint, action };
    },
  );
}

/** One command about one point; whose board it takes, the work asks, for it is not that of the point. */
function onPoint<Result>(
  request: RequestContext,
  act: string,
  permission: Permission,
  pointId: string,
  work: (tx: Tx, point: EvaluationPointEntity) => Promise<Result>,
): Promise<Result> {
  authorise(request.actor, permission, null);
  return request.unitOfWork.write(act, async (tx) =>
    work(tx, await new EvaluationPointRepository(tx).get(pointId)),
  );
}

async function riskOf(request: RequestContext, tx: Tx, id: string): Promise<RiskEntity> {
  const risk = await new RiskRepository(tx).get(id);
  authorise(request.actor, 'register:maintain', risk.boardId);
  return risk;
}

async function actionOf(request: RequestContext, tx: Tx, id: string): Promise<ActionEntity> {
  const action = await new ActionRepository(tx).get(id);
  authorise(request.actor, 'action:maintain', action.boardId);
  return action;
}

async function sensitivityOf(
  tx: Tx,
  { evaluationId }: EvaluationPointEntity,
): Promise<Sensitivity> {
  return (await new EvaluationRepository(tx).get(evaluationId)).sensitivity;
}
