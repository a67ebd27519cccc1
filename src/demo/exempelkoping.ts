import an from '../../seeds/exempelkoping/an.json';
import auditReports from '../../seeds/exempelkoping/audit-reports.json';
import bn from '../../seeds/exempelkoping/bn.json';
import bun from '../../seeds/exempelkoping/bun.json';
import ebab from '../../seeds/exempelkoping/ebab.json';
import eeab from '../../seeds/exempelkoping/eeab.json';
import governingDocuments from '../../seeds/exempelkoping/governing-documents.json';
import kfn from '../../seeds/exempelkoping/kfn.json';
import ks from '../../seeds/exempelkoping/ks.json';
import mbn from '../../seeds/exempelkoping/mbn.json';
import municipality from '../../seeds/exempelkoping/municipality.json';
import riskAssessmentRounds from '../../seeds/exempelkoping/risk-assessment-rounds.json';
import sn from '../../seeds/exempelkoping/sn.json';
import supervision from '../../seeds/exempelkoping/supervision.json';
import tn from '../../seeds/exempelkoping/tn.json';
import vn from '../../seeds/exempelkoping/vn.json';
import type { SeedMunicipality } from './seed-format';

/** In the order that risks are numbered in. */
const bodies = [ks, bun, sn, an, tn, mbn, kfn, vn, ebab, eeab, bn] as const;

/** What a list of the municipality holds when those of its bodies are added to it. */
const all = (part: 'risks' | 'controls' | 'actions' | 'plans' | 'reports'): unknown[] => [
  ...municipality[part],
  ...bodies.flatMap((body) => body[part] as unknown[]),
];

/**
 * An invented municipality with eight boards, one that was merged into another, and two companies, from
 * 2024 to drafts for 2027.
 */
export const exempelkoping = {
  ...municipality,
  risks: all('risks'),
  controls: all('controls'),
  actions: all('actions'),
  plans: all('plans'),
  reports: all('reports'),
  governingDocuments,
  auditReports,
  supervision,
  riskAssessmentRounds,
  // JSON has no enumerations: a wrong one is refused by the database when it is loaded.
} as SeedMunicipality;
