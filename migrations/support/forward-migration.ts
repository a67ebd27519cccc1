import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration that cannot be undone: what is recorded since would be lost. The next one mends it. */
export abstract class ForwardMigration implements MigrationInterface {
  abstract up(db: QueryRunner): Promise<void>;

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
