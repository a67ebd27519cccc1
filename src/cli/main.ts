#!/usr/bin/env node
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { CANNOT_RUN, say } from './output';

/** The command line of the register. Each command loads only what it needs. */
function createProgram(): Command {
  const program = new Command('internkontroll')
    .description('Internkontrollregistret för kommuner. (The register of internal control.)')
    .helpOption('-h, --help', 'visa hjälp (show help)')
    .helpCommand('help [command]', 'visa hjälp om ett kommando (show help for a command)')
    .exitOverride();

  program
    .command('migrate')
    .description('Uppdaterar databasens tabeller. (Brings the tables of the database up to date.)')
    .action(async () => {
      const { migrateTables } = await import('./migrate-tables.js');
      process.exitCode = await migrateTables(process.env);
    });

  program
    .command('municipality')
    .description('Kommunerna i registret. (The municipalities of the register.)')
    .command('establish')
    .description(
      'Lägger till en kommun och dess första administratör, som sedan släpper in de andra; skriver ut ' +
        'kommunens id. (Adds a municipality and its first administrator, who lets the others in; prints its id.)',
    )
    .requiredOption('--code <code>', 'kort namn (short name), alingsas')
    .requiredOption('--name <name>', 'namn (name), Alingsås kommun')
    .requiredOption(
      '--issuer <url>',
      'iss i administratörens token (iss in the tokens of the administrator)',
    )
    .requiredOption(
      '--subject <sub>',
      'sub i administratörens token (sub in the tokens of the administrator)',
    )
    .option(
      '--administrator <name>',
      'vad rollen kallas (what the office is called)',
      'Administratör',
    )
    .action(async (options) => {
      const { establish } = await import('./establish-municipality.js');
      process.exitCode = await establish(process.env, options);
    });

  const audit = program
    .command('audit')
    .description('Behandlingshistorikens spår av ändringar. (The audit trail.)');

  audit
    .command('verify')
    .description(
      'Kontrollerar att ingen händelse är ändrad, borttagen, flyttad eller tillagd, och att varje post är ' +
        'som händelserna säger. Avslutas med 0 om spåret är helt, 1 om det är brutet och 2 om det inte ' +
        'kunde kontrolleras. (Checks that no event was changed, removed, moved or added, and that each ' +
        'record is as its events tell. Exits with 0 when the trail is intact, 1 when it is broken and 2 ' +
        'when it could not be checked.)',
    )
    .option('--municipality <code or id>', 'bara den här kommunen (this municipality only)')
    .option(
      '--from <seq>',
      'bara händelser från det numret, utan att jämföra posterna; kräver --municipality ' +
        '(only events from that number on, without comparing records; needs --municipality)',
      eventNumber,
    )
    .option(
      '--checkpoint <file>',
      'även mot en kontrollpunkt som sparats utanför databasen (also against a checkpoint kept elsewhere)',
    )
    .option(
      '--public-key <file>',
      'nyckeln som kontrollpunkten är underskriven med, PEM; annars den i AUDIT_SIGNING_KEY_FILE ' +
        '(the key that the checkpoint is signed with; else the one in AUDIT_SIGNING_KEY_FILE)',
    )
    .option('--json', 'svara med JSON (answer with JSON)')
    .action(async (options) => {
      const { auditVerify } = await import('./audit-verify.js');
      process.exitCode = await auditVerify(process.env, options);
    });

  audit
    .command('checkpoint')
    .description(
      'Skriver en underskriven kontrollpunkt med varje kommuns senaste händelse. Spara den där databasens ' +
        'ägare inte kan ändra den. (Writes a signed checkpoint with the last event of each municipality. ' +
        'Keep it where the owner of the database cannot change it.)',
    )
    .requiredOption('--directory <dir>', 'katalogen den skrivs i (the directory it is written to)')
    .option('--json', 'svara med JSON (answer with JSON)')
    .addHelpText(
      'after',
      '\nNycklar görs så här (keys are made like this):\n' +
        '  openssl genpkey -algorithm ed25519 -out audit-signing-key.pem\n' +
        '  openssl pkey -in audit-signing-key.pem -pubout -out audit-public-key.pem',
    )
    .action(async (options) => {
      const { auditCheckpoint } = await import('./audit-checkpoint.js');
      process.exitCode = await auditCheckpoint(process.env, options);
    });
  return program;
}

function eventNumber(text: string): number {
  const number = Number(text);
  if (/^[1-9]\d*$/.test(text) && Number.isSafeInteger(number)) return number;
  throw new InvalidArgumentError('Ska vara ett heltal från 1. (Must be a whole number from 1.)');
}

createProgram()
  .parseAsync()
  .catch((error: unknown) => {
    if (!(error instanceof CommanderError)) say(error);
    const isHelp = error instanceof CommanderError && error.exitCode === 0;
    process.exitCode = isHelp ? 0 : CANNOT_RUN;
  });
