import { type DemoMunicipality, demoMunicipalities } from '../../seeds/demo-municipalities';
import { type Grant, Role } from '../kernel/authorisation';
import { valuesOf } from '../kernel/enumeration';

/** An invented person, or program, who holds one role in one municipality of the demonstration. */
export interface DemoPerson {
  /** As `alingsas_board_secretary`. */
  readonly name: string;
  /** As the built-in issuer names it: `demo:alingsas:board_secretary`. */
  readonly subject: string;
  readonly municipality: DemoMunicipality;
  readonly grant: Grant;
}

/** Roles that invented persons hold for one board; the others hold theirs for all of them. */
const rolesOfBoard: readonly Role[] = ['BOARD_SECRETARY', 'CONTROL_PERFORMER', 'BOARD_MEMBER'];

/** One person for each role of each municipality, in the order of both. */
export const demoPersons: readonly DemoPerson[] = demoMunicipalities.flatMap((municipality) =>
  valuesOf(Role).map((role) => {
    const word = role.toLowerCase();
    const boardId = rolesOfBoard.includes(role) ? municipality.executiveBoardId : null;
    const isSystem = role === 'INTEGRATION_CLIENT';
    return {
      name: `${municipality.code}_${word}`,
      subject: `demo:${municipality.code}:${word}`,
      municipality,
      grant: { role, boardId, ...(isSystem && { scopes: ['register:read'] }) },
    };
  }),
);
