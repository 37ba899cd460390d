import { describe, expect, it } from 'vitest';
import { piecesOf } from '../../widget/models/links.ts';

const links = (text: string) => piecesOf(text).filter(({ href }) => href);

describe('links in her associate’s words', () => {
  it('an address is a link, the full stop behind it is not', () => {
    expect(piecesOf('See https://aurele.example/silk?c=1. Or (http://a.example)!')).toEqual([
      { text: 'See ' },
      { text: 'aurele.example/silk?c=1', href: 'https://aurele.example/silk?c=1' },
      { text: '. Or (' },
      { text: 'a.example', href: 'http://a.example/' },
      { text: ')!' },
    ]);
  });

  it.each([
    'javascript:alert(1)',
    ' java\tscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    '//evil.example/x',
    'JAVASCRIPT:alert(1)',
    'https://',
    'ftp://a.example',
    'javascript%3Aalert(1)',
  ])('X03: %j is words', (text) => {
    expect(piecesOf(text)).toEqual([{ text }]);
  });

  it('shows the real host, whatever was typed before an @ or in other letters', () => {
    expect(links('https://aurele.example@evil.example/pay')).toEqual([
      { text: 'evil.example/pay', href: 'https://evil.example/pay' },
    ]);
    expect(links('https://аurele.example')[0]?.text).toMatch(/^xn--/);
  });

  it('X05: a direction mark ends an address', () => {
    expect(links('https://a.example/\u202Egpj.exe')).toEqual([{ text: 'a.example', href: 'https://a.example/' }]);
  });

  it('loses no character of what was said', () => {
    const text = 'a\n\nb https://a.example/x c';
    expect(
      piecesOf(text)
        .map((piece) => (piece.href ? 'https://a.example/x' : piece.text))
        .join(''),
    ).toBe(text);
  });
});
