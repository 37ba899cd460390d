/** How passwords are kept: argon2id, as PHC strings. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /**
   * Whether it is this password. Rejects where that could not be found out: what was kept is no PHC string, or there is
   * no memory to work it out in.
   */
  verify(phc: string, password: string): Promise<boolean>;
  /** A PHC string, made like all others, that no password fits: an unknown person costs what a known one does. */
  readonly nobody: string;
}
