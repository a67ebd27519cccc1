/** Who answers for the data of the demonstration in the audit trail. */
export const SEEDER = 'demo:seed';
