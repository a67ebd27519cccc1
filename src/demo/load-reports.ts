import { Repository } from '../kernel/repository';
import type { Tx } from '../kernel/unit-of-work';
import { PlanItemRepository } from '../modules/control-plan';
import {
  FollowUpReportEntity,
  FollowUpReportRepository,
  FollowUpRoundEntity,
} from '../modules/follow-up';
import { reportFlagsOf } from '../modules/follow-up/domain/report-state';
import { forEachBody } from './for-each-body';
import { loadDecision } from './load-decision';
import type { SeedFollowUpRound, SeedReport } from './seed-format';
import { planName, type SeedNames, subjectName } from './seed-names';
import { seededBy } from './seeder';

/** Writes when the boards follow up. */
export async function loadFollowUpRounds(
  tx: Tx,
  names: SeedNames,
  rounds: readonly SeedFollowUpRound[] = [],
): Promise<void> {
  await new Repository(tx, FollowUpRoundEntity).insertAll(
    rounds.map((round) => ({
      ...round,
      id: names.add('round', `${round.year} ${round.occasion}`),
    })),
  );
}

/** Writes the reports of each body in the order given, each up to the state that it is in. */
export async function loadReports(
  tx: Tx,
  names: SeedNames,
  seeds: readonly SeedReport[],
  now: Date,
): Promise<void> {
  const reports = new FollowUpReportRepository(tx);
  await forEachBody(seeds, async (seed) => {
    const { board, year, occasion, asOf, state, number = 1, revision = 1 } = seed;
    const id = names.add('report', `${board} ${year} ${occasion} ${number} ${revision}`);
    const plan = { board, year, revision: seed.planRevision ?? 1 };
    const { summary = null, judgement = null, judgementMotive = null } = seed;
    await new Repository(tx, FollowUpReportEntity).insertAll([
      {
        id,
        boardId: names.idOf('board', board),
        planId: names.idOf('plan', planName(plan)),
        ...(seed.item !== undefined &&
          (await itemOf(tx, names.idOf('item', subjectName(plan, seed.item))))),
        year,
        occasion,
        number,
        revision,
        asOf,
        state: 'DRAFT',
        summary,
        judgement,
        judgementMotive,
        flags: [],
      },
    ]);
    if (state === 'DRAFT') return;
    await reports.storeRows(id);
    const submitted = await reports.change(id, 1, {
      state: 'SUBMITTED',
      submittedBy: seededBy.proposer,
      submittedOn: seed.submittedOn ?? null,
    });
    if (state === 'SUBMITTED') return;
    const decision = await loadDecision(tx, submitted.boardId, seed.decision ?? {}, now);
    const decided = await reports.change(id, submitted.version, {
      state: 'DECIDED',
      decidedBy: seededBy.adopter,
      decisionId: decision.id,
      flags: reportFlagsOf({ ...submitted, decision }),
      frozenAt: now,
    });
    if (state !== 'DECIDED') await reports.change(id, decided.version, { state });
  });
}

async function itemOf(
  tx: Tx,
  itemId: string,
): Promise<Pick<FollowUpReportEntity, 'itemId' | 'itemStableId'>> {
  const { stableId } = await new PlanItemRepository(tx).get(itemId);
  return { itemId, itemStableId: stableId };
}
