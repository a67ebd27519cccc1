import { invalid } from '../kernel/errors';
import type { Tx } from '../kernel/unit-of-work';
import { comparableName } from './comparable-name';

/** Records that files name by what they are called. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

const CATEGORIES = 'SELECT id, name FROM risk_category WHERE municipality_id = $1';
const PROCESSES = 'SELECT id, name FROM process WHERE municipality_id = $1';
const COUNCIL_GOALS = 'SELECT id, number AS name FROM council_goal WHERE municipality_id = $1';

/** Which records the names in a file mean. */
export class Names {
  private constructor(private readonly named: ReadonlyMap<string, readonly Named[]>) {}

  static categories = (tx: Tx): Promise<Names> => Names.read(tx, CATEGORIES);
  static processes = (tx: Tx): Promise<Names> => Names.read(tx, PROCESSES);
  static councilGoals = (tx: Tx): Promise<Names> => Names.read(tx, COUNCIL_GOALS);

  /**
   * The id of the one that is called so; what is not said, or cleared, stays so.
   *
   * @throws DomainError BAD_USER_INPUT on the column when there is none, or there are several.
   */
  idOf<Nothing extends null | undefined>(column: string, name: string | Nothing): string | Nothing {
    if (name === null || name === undefined) return name;
    const [first, ...others] = this.named.get(comparableName(name)) ?? [];
    if (first && others.length === 0) return first.id;
    throw invalid(
      column,
      first
        ? { sv: 'är namnet på flera', en: 'is the name of several' }
        : { sv: 'finns inte i registret', en: 'is not in the register' },
    );
  }

  /** The name as the register writes it, when it has just one such record. */
  asWritten<Nothing extends null | undefined>(name: string | Nothing): string | Nothing {
    if (name === null || name === undefined) return name;
    const [first, ...others] = this.named.get(comparableName(name)) ?? [];
    return first && others.length === 0 ? first.name : name;
  }

  private static async read({ manager, scope }: Tx, sql: string): Promise<Names> {
    const rows = await manager.query<Named[]>(sql, [scope.municipalityId]);
    const named = new Map<string, Named[]>();
    for (const row of rows) {
      named.set(comparableName(row.name), [...(named.get(comparableName(row.name)) ?? []), row]);
    }
    return new Names(named);
  }
}
