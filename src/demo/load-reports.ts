import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import { FollowUpReportEntity, FollowUpReportRepository } from '../modules/follow-up';
import { reportFlagsOf } from '../modules/follow-up/domain/report-state';
import { loadDecision } from './load-decision';
import type { SeedReport } from './seed-format';
import { planName, type SeedNames } from './seed-names';
import { seededBy } from './seeder';

/** Writes reports in the order given, each up to the state that it is in. */
export async function loadReports(
  tx: Tx,
  names: SeedNames,
  seeds: readonly SeedReport[],
  now: Date,
): Promise<void> {
  const reports = new FollowUpReportRepository(tx);
  for (const seed of seeds) {
    const { board, year, occasion, asOf, state, revision = 1, planRevision = 1 } = seed;
    const id = names.add('report', `${board} ${year} ${occasion} ${revision}`);
    const { summary = null, judgement = null, judgementMotive = null } = seed;
    await new Repository(tx, FollowUpReportEntity).insertAll([
      {
        id,
        boardId: names.idOf('board', board),
        planId: names.idOf('plan', planName({ board, year, revision: planRevision })),
        year,
        occasion,
        number: 1,
        revision,
        asOf,
        state: 'DRAFT',
        summary,
        judgement,
        judgementMotive,
        flags: [],
      },
    ]);
    if (state === 'DRAFT') continue;
    await reports.storeRows(id);
    const submitted = await reports.change(id, 1, {
      state: 'SUBMITTED',
      submittedBy: seededBy.proposer,
      submittedOn: seed.submittedOn ?? null,
    });
    if (state === 'SUBMITTED') continue;
    const decision = await loadDecision(tx, submitted.boardId, seed.decision ?? {}, now);
    const decided = await reports.change(id, submitted.version, {
      state: 'DECIDED',
      decidedBy: seededBy.adopter,
      decisionId: decision.id,
      flags: reportFlagsOf({ decision, judgement }),
      frozenAt: now,
    });
    if (state !== 'DECIDED') await reports.change(id, decided.version, { state });
  }
}
