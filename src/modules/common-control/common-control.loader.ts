import { type BatchLoad, groupedBy } from '../../kernel/loaders';
import { type CommonControlContent, CommonControlRepository } from './common-control.repository';

/** Common controls by id. */
export const commonControlById: BatchLoad<string, CommonControlContent> = async (tx, ids) =>
  new Map((await new CommonControlRepository(tx).byIds(ids)).map((each) => [each.id, each]));

/** What each control of the register has been common as, the latest year first. */
export const commonControlsByControl: BatchLoad<string, CommonControlContent[]> = async (tx, ids) =>
  groupedBy(await new CommonControlRepository(tx).ofControls(ids), ({ controlId }) => controlId);

/** What each decision made common, in order. */
export const commonControlsByDecision: BatchLoad<string, CommonControlContent[]> = async (
  tx,
  ids,
) =>
  groupedBy(await new CommonControlRepository(tx).ofDecisions(ids), ({ decisionId }) => decisionId);
