/* The floor's panel: what Preact and signals need to show a log and a composer, its line beside them, and no more. */
import { signal } from '@preact/signals';
import { h, render } from 'preact';
import { connect } from './line.ts';

const entries = signal<readonly string[]>([]);
let say: (text: string) => void;

function hear({ key, currentTarget }: KeyboardEvent): void {
  if (key === 'Enter') say((currentTarget as HTMLTextAreaElement).value);
}

const Panel = () =>
  h(
    'section',
    { style: 'position:fixed;inset:auto 24px 128px auto' },
    h(
      'ol',
      null,
      entries.value.map((text) => h('li', null, text)),
    ),
    h('textarea', { rows: 3, onKeyDown: hear }),
  );

export function open(host: HTMLElement, at: string): void {
  render(h(Panel, null), host);
  say = connect(at, (text) => {
    entries.value = [...entries.value, text];
  });
}
