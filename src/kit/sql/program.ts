/** The program that a database belongs to. */
export interface Program {
  /** Names its files and its connections. */
  readonly name: string;
  /** How its users choose a data folder, such as `--data`: told to those who cannot have the one that they chose. */
  readonly folderOption: string;
}
