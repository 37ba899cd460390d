/**
 * Runs once the next frame has been laid out: what is asked of the page then is known, where asking at once would have
 * all of it laid out in the midst of a task. Answers how to leave it.
 */
export function afterFrame(run: () => void): () => void {
  let soon: ReturnType<typeof setTimeout>;
  const frame = requestAnimationFrame(() => {
    soon = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(soon);
  };
}
