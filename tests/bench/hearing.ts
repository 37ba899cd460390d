/** Hears the ids of messages that reach a line, and nothing else. */
export function hearMessages(heard: (id: string) => void): (event: string, payload: unknown) => void {
  return (event, payload) => {
    if (event !== 'entries') return;
    for (const { id, kind } of (payload as { entries: { id: string; kind: string }[] }).entries) {
      if (kind === 'message') heard(id);
    }
  };
}
