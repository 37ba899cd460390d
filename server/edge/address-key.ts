import { isIPv4, isIPv6 } from 'node:net';

/** An address as some proxies write it, `192.0.2.1:5678` or `[2001:db8::1]:80`, without its port. */
export function bareAddress(said: string): string {
  const address = said.trim().replace(/^"(.*)"$/, '$1');
  const [, bracketed] = /^\[([^\]]*)\](?::\d{1,5})?$/.exec(address) ?? [];
  if (bracketed !== undefined) return bracketed;
  const [, v4] = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(address) ?? [];
  return v4 ?? address;
}

/** One home, one key: an IPv6 network of 64 bits is one line, and an IPv4 address in IPv6 clothes is itself. */
export function addressKey(said: string): string {
  const plain = bareAddress(said)
    .replace(/^::ffff:(?=\d+\.)/i, '')
    .replace(/%.*$/, '');
  if (isIPv4(plain)) return plain;
  if (!isIPv6(plain)) return 'unknown';
  return `${groupsOf(plain).slice(0, 4).join(':')}::/64`;
}

/**
 * Who may have many such homes: an IPv6 customer is commonly given 48 bits, which are 65,536 of them. Null for an
 * IPv4 address, which is one.
 */
export function networkOf(key: string): string | null {
  return key.endsWith('::/64') ? `${key.split(':').slice(0, 3).join(':')}::/48` : null;
}

/** What a network of 48 bits may do, in shares of one address. */
export const NETWORK_SHARE = 4;

function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const front = head.split(':').filter(Boolean);
  const back = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : 8 - front.length - back.length;
  const groups = [...front, ...Array<string>(Math.max(0, zeros)).fill('0'), ...back];
  return groups.map((group) => group.padStart(4, '0'));
}
