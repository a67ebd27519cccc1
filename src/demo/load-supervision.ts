import type { Tx } from '../kernel/unit-of-work';
import { FollowUpRoundRepository } from '../modules/follow-up';
import {
  SupervisionReportRepository,
  storeSupervisionRows,
  supervisionRowsOf,
} from '../modules/supervision';
import { supervisionFlagsOf } from '../modules/supervision/domain/supervision';
import { loadDecision } from './load-decision';
import type { SeedSupervision } from './seed-format';
import type { SeedNames } from './seed-names';
import { seededBy } from './seeder';

/** Writes what the executive board says of the rounds, each report up to the state that it is in. */
export async function loadSupervision(
  tx: Tx,
  names: SeedNames,
  seeds: readonly SeedSupervision[] = [],
  now: Date,
): Promise<void> {
  const reports = new SupervisionReportRepository(tx);
  for (const { year, occasion, state, ...seed } of seeds) {
    const roundId = names.idOf('round', `${year} ${occasion}`);
    const round = await new FollowUpRoundRepository(tx).get(roundId);
    const id = names.add('supervision', `${year} ${occasion}`);
    await reports.insertAll([
      {
        ...{ id, roundId, revision: 1, asOf: round.asOf, state: 'DRAFT', flags: [] },
        boardId: names.idOf('board', 'KS'),
        summary: seed.summary ?? null,
        proposals: [...(seed.proposals ?? [])],
      },
    ]);
    for (const { board, judgement, motive = null } of seed.judgements) {
      await reports.setJudgement(id, names.idOf('board', board), { judgement, motive });
    }
    if (state === 'DRAFT') continue;
    const rows = await supervisionRowsOf(tx, round);
    await storeSupervisionRows(tx, id, rows);
    const submitted = await reports.change(id, 1, {
      state: 'SUBMITTED',
      submittedBy: seededBy.proposer,
      submittedOn: seed.submittedOn ?? null,
    });
    if (state === 'SUBMITTED') continue;
    const decision = await loadDecision(tx, submitted.boardId, seed.decision ?? {}, now);
    await reports.change(id, submitted.version, {
      state: 'DECIDED',
      decidedBy: seededBy.adopter,
      decisionId: decision.id,
      forwardedOn: seed.forwardedOn ?? null,
      flags: supervisionFlagsOf({
        decision,
        boardIds: rows.map(({ boardId }) => boardId),
        judgements: await reports.judgementsOf([id]),
      }),
      frozenAt: now,
    });
  }
}
