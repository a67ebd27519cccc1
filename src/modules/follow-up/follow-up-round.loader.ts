import { In } from 'typeorm';
import { type BatchLoad, groupedBy } from '../../kernel/loaders';
import type { RoundIdentity } from './domain/round';
import { FollowUpRoundEntity } from './follow-up-round.entity';
import { FollowUpRoundRepository, type RoundBoard } from './follow-up-round.repository';

/** The bodies that are to report in each round, by name. */
export const boardsByRound: BatchLoad<string, RoundBoard[]> = async (tx, roundIds) =>
  groupedBy(await new FollowUpRoundRepository(tx).boardsOf(roundIds), ({ roundId }) => roundId);

/** What a round is known by among those of all years. */
export const roundName = ({ year, occasion }: RoundIdentity): string => `${year} ${occasion}`;

/** Rounds by `roundName`. */
export const roundByName: BatchLoad<string, FollowUpRoundEntity> = async (
  { manager, scope },
  names,
) => {
  const years = new Set(names.map((name) => Number(name.split(' ')[0])));
  const rounds = await manager.findBy(FollowUpRoundEntity, { ...scope, year: In([...years]) });
  return new Map(rounds.map((round) => [roundName(round), round]));
};
