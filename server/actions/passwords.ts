/** How passwords are kept: argon2id, as PHC strings. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** False too for a string that is no PHC string. */
  verify(phc: string, password: string): Promise<boolean>;
  /** A PHC string, made like all others, that no password fits: an unknown person costs what a known one does. */
  readonly nobody: string;
}
