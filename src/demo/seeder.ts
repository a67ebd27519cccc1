/** Who answers for the data of the demonstration in the audit trail. */
export const SEEDER = 'demo:seed';

/** Who did each step of what the demonstration tells; two steps in a row are never the same person's. */
export const seededBy = {
  proposer: 'demo:seed:controller',
  adopter: 'demo:seed:board_secretary',
  performer: 'demo:seed:control_performer',
  assessor: 'demo:seed:controller',
} as const;
