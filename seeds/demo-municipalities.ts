/** A municipality of the demonstration. */
export interface DemoMunicipality {
  /** Short name, such as `alingsas`. */
  readonly code: string;
  readonly name: string;
  readonly id: string;
  /** The executive board (kommunstyrelsen): the one that the roles of a board are held for. */
  readonly executiveBoardId: string;
}

/** The municipalities of the demonstration; their ids never change. */
export const demoMunicipalities: readonly DemoMunicipality[] = [
  {
    code: 'alingsas',
    name: 'Alingsås',
    id: '3c0e2a22-7d6c-4c51-9922-52beb7cdc5de',
    executiveBoardId: '7343a044-b325-426e-b4d2-99bf7f2bb6f5',
  },
  {
    code: 'exempelkoping',
    name: 'Exempelköping',
    id: 'b0fd40a2-0087-455a-8ef8-5ff6c1a262c2',
    executiveBoardId: '2add5797-9c15-46ec-92b9-0c2e13d7c842',
  },
];
