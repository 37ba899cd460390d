import type { CursorsTold } from '../../protocol/conversation.ts';

/**
 * How far this node has told of what each person of a thread has received and read. A cursor has no version, but it only
 * rises, and so does the sum of a thread's: what the store has more was told by nobody here.
 */
export class Marks {
  private readonly threads = new Map<string, Map<string, number>>();

  note({ conversation, cursors }: CursorsTold): void {
    const told = this.threads.get(conversation) ?? new Map<string, number>();
    this.threads.set(conversation, told);
    for (const { person, deliveredSeq, readSeq } of cursors) {
      told.set(person, Math.max(told.get(person) ?? 0, deliveredSeq + readSeq));
    }
  }

  /** Of a thread that nobody here was told of, all is news. */
  sumOf(conversation: string): number {
    return [...(this.threads.get(conversation)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
  }

  /** Forgets threads that nobody here follows. */
  keep(isFollowed: (conversation: string) => boolean): void {
    for (const id of this.threads.keys()) if (!isFollowed(id)) this.threads.delete(id);
  }
}
