import type { DataSource } from 'typeorm';
import { UnitOfWork } from '../kernel/unit-of-work';
import { loadAuditReports } from './load-audit-reports';
import { loadCommonControls } from './load-common-controls';
import { loadEvaluations } from './load-evaluations';
import { endReplacedDocuments, loadGoverningDocuments } from './load-governing-documents';
import { loadMergers } from './load-mergers';
import { loadPlans } from './load-plans';
import { loadQuestions } from './load-questions';
import { loadRegister } from './load-register';
import { loadFollowUpRounds, loadReports } from './load-reports';
import { loadRiskAssessmentRounds } from './load-risk-assessment-rounds';
import { loadSupervision } from './load-supervision';
import type { SeedMunicipality } from './seed-format';
import { SeedNames } from './seed-names';
import { SEEDER } from './seeder';

/** Where a municipality begins: its own id, and that of its executive board. */
export interface DemoIds {
  readonly id: string;
  readonly executiveBoardId: string;
}

/**
 * Writes a demo municipality in one transaction, through the same rules, constraints and triggers as
 * everything else.
 *
 * @param dataSource as the role of the application.
 * @param now counts as the moment when everything was recorded.
 */
export async function loadMunicipality(
  dataSource: DataSource,
  ids: DemoIds,
  seed: SeedMunicipality,
  now: Date,
): Promise<void> {
  const scope = { municipalityId: ids.id };
  const unitOfWork = new UnitOfWork(dataSource, scope, { subject: SEEDER, requestId: '' });
  await unitOfWork.write('DEMO_LOADED', async (tx) => {
    const names = new SeedNames(seed.code);
    for (const { code } of seed.boards) {
      names.add('board', code, code === 'KS' ? ids.executiveBoardId : undefined);
    }
    await loadRegister(tx, names, seed, now);
    await loadGoverningDocuments(tx, names, seed.governingDocuments);
    await loadCommonControls(tx, names, seed.commonControls ?? [], now);
    await loadPlans(tx, names, seed.plans, now);
    await loadFollowUpRounds(tx, names, seed.followUpRounds);
    await endReplacedDocuments(tx, names, seed.governingDocuments);
    await loadReports(tx, names, seed.reports, now);
    await loadSupervision(tx, names, seed.supervision, now);
    await loadAuditReports(tx, names, seed.auditReports, now);
    await loadEvaluations(tx, names, seed.evaluations);
    await loadQuestions(tx, names, seed.questions, now);
    await loadMergers(tx, names, seed.mergers, now);
    await loadRiskAssessmentRounds(tx, names, seed.riskAssessmentRounds, now);
  });
}
