/** What a command says to the operator, and the code that it ends with. */
export interface Said {
  code: 0 | 1 | 2;
  text: string;
}
