/** The program that owns a database. */
export interface Program {
  /** The name of its files and connections. */
  readonly name: string;
  /** The option that chooses a data folder, such as `--data`, for the message that a folder is in use. */
  readonly folderOption: string;
}
