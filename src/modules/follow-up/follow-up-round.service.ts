import { authorise, authoriseForMunicipality } from '../../kernel/authorisation';
import { DomainError, type UserMessage } from '../../kernel/errors';
import { type Optional, readInput } from '../../kernel/input';
import { assertVersion } from '../../kernel/repository';
import type { RequestContext } from '../../kernel/request-context';
import { type RoundIdentity, type RoundValues, readRound } from './domain/round';
import { isLate, type Submission, submissionOf } from './domain/submission';
import type { FollowUpRoundEntity } from './follow-up-round.entity';
import { boardsByRound } from './follow-up-round.loader';
import { FollowUpRoundRepository, type RoundBoard, roundIsSet } from './follow-up-round.repository';

/** A round of the municipality; null when there is none with the id. */
export function findFollowUpRound(
  request: RequestContext,
  id: string,
): Promise<FollowUpRoundEntity | null> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new FollowUpRoundRepository(tx).find(id));
}

/** The rounds of a year, the earliest day first; none when the municipality has not set any. */
export function followUpRoundsOf(
  request: RequestContext,
  year: number,
): Promise<FollowUpRoundEntity[]> {
  authorise(request.actor, 'register:read', null);
  return request.unitOfWork.read((tx) => new FollowUpRoundRepository(tx).ofYear(year));
}

/** A board in a round, and what it has submitted. */
export interface RoundBoardSubmission
  extends Omit<Submission, 'state'>,
    Pick<RoundBoard, 'boardId' | 'hasPlanInForce'> {
  readonly submission: Submission['state'];
  readonly isLate: boolean | null;
}

/** The bodies that are to report in a round, by name; only those that are late, or are not, if it is said. */
export async function boardsOfRound(
  { loaders, clock }: RequestContext,
  { id, dueOn }: Pick<FollowUpRoundEntity, 'id' | 'dueOn'>,
  late: boolean | null,
): Promise<RoundBoardSubmission[]> {
  const boards = await loaders.loadList(boardsByRound, id);
  const today = clock.today();
  return boards
    .map(({ boardId, hasPlanInForce, reports }) => {
      const { state, ...submission } = submissionOf(reports, dueOn, today);
      return {
        ...{ boardId, hasPlanInForce, submission: state },
        ...{ ...submission, isLate: isLate(submission.daysLate) },
      };
    })
    .filter((board) => late === null || board.isLate === late);
}

/** A round as it is to be; `expectedVersion` is needed to change one that is there. */
export interface ConfigureFollowUpRound extends RoundIdentity, RoundValues {
  readonly expectedVersion?: Optional<number>;
}

/**
 * Sets a round of follow-up, or changes the one of that year and occasion. Drafts follow its day; once
 * a board has submitted, that day stays. The last day in time can be put off until the executive board
 * has its report on the round before it.
 *
 * @throws DomainError FORBIDDEN, BAD_USER_INPUT, NOT_FOUND, STALE_VERSION or CONFLICT.
 */
export async function configureFollowUpRound(
  request: RequestContext,
  { expectedVersion, ...raw }: ConfigureFollowUpRound,
): Promise<FollowUpRoundEntity> {
  authoriseForMunicipality(request.actor, 'follow-up-round:maintain');
  const round = readInput((input) => readRound(input, raw));
  return request.unitOfWork.write('FOLLOW_UP_ROUND_CONFIGURED', async (tx) => {
    const rounds = new FollowUpRoundRepository(tx);
    const before = await rounds.findFor(round);
    if (before && typeof expectedVersion !== 'number') throw roundIsSet();
    if (before && typeof expectedVersion === 'number') assertVersion(before, expectedVersion);
    if (!before && typeof expectedVersion === 'number') {
      const id = `${round.year} ${round.occasion}`;
      throw new DomainError('NOT_FOUND', { type: 'FollowUpRound', id });
    }
    if (await rounds.hasSubmittedOfAnotherDay(round, round.asOf)) throw conflict(SUBMITTED);
    const { name, asOf, dueOn } = round;
    return before
      ? rounds.change(before.id, before.version, { name, asOf, dueOn })
      : rounds.insert(round);
  });
}

/** Which round is to go, as the caller saw it. */
export interface RemoveFollowUpRound {
  readonly roundId: string;
  readonly expectedVersion: number;
}

/**
 * Removes a round that no board has begun to report in.
 *
 * @throws DomainError FORBIDDEN, NOT_FOUND, STALE_VERSION, or CONFLICT when there is a report for it.
 */
export async function removeFollowUpRound(
  request: RequestContext,
  { roundId, expectedVersion }: RemoveFollowUpRound,
): Promise<void> {
  authoriseForMunicipality(request.actor, 'follow-up-round:maintain');
  await request.unitOfWork.write('FOLLOW_UP_ROUND_REMOVED', async (tx) => {
    const rounds = new FollowUpRoundRepository(tx);
    const round = await rounds.lock(roundId);
    assertVersion(round, expectedVersion);
    if (await rounds.hasReports(round)) throw conflict(HAS_BEGUN);
    await rounds.remove(roundId);
  });
}

const SUBMITTED: UserMessage = {
  sv: 'en nämnd har redan lämnat en uppföljning per en annan dag',
  en: 'a board has already submitted a report of another day',
};
const HAS_BEGUN: UserMessage = {
  sv: 'en nämnd har redan en uppföljning för omgången',
  en: 'a board has a report for the round already',
};

function conflict(rule: UserMessage): DomainError<'CONFLICT'> {
  return new DomainError('CONFLICT', { type: 'FollowUpRound', rule });
}
