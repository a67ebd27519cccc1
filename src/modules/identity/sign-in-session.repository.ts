import { Repository } from '../../kernel/repository';
import type { Tx } from '../../kernel/unit-of-work';
import { SignInSessionEntity } from './sign-in-session.entity';

/** All SQL for sessions. */
export class SignInSessionRepository extends Repository<SignInSessionEntity> {
  constructor(tx: Tx) {
    super(tx, SignInSessionEntity);
  }

  /** Forgets the sessions that ended by themselves. */
  async removeExpired(now: Date): Promise<void> {
    await this.tx.manager.query(
      'DELETE FROM sign_in_session WHERE municipality_id = $1 AND expires_at <= $2',
      [this.tx.scope.municipalityId, now],
    );
  }

  /** Ends a session by the digest of its cookie. */
  async end(digest: Buffer): Promise<void> {
    await this.tx.manager.delete(SignInSessionEntity, this.where({ digest }));
  }

  /** Ends every session of a subject. */
  async endAllOf(issuer: string, subject: string): Promise<void> {
    await this.tx.manager.delete(SignInSessionEntity, this.where({ issuer, subject }));
  }
}
