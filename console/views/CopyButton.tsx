import { useState } from 'preact/hooks';
import { words } from '../words/en.ts';

/** Where the browser lets a page copy; elsewhere the text beside it can be selected. */
export function CopyButton({ text, name, onCopied }: { text: string; name: string; onCopied?: () => void }) {
  const [copied, setCopied] = useState(false);
  const clipboard = globalThis.navigator?.clipboard;
  if (!clipboard) return null;
  return (
    <button
      type="button"
      class="quiet"
      onClick={() =>
        void clipboard.writeText(text).then(
          () => {
            setCopied(true);
            onCopied?.();
          },
          () => setCopied(false),
        )
      }
    >
      {name}
      <span role="status" class={copied ? 'copied' : 'unseen'}>
        {copied && words.call.copied}
      </span>
    </button>
  );
}
