import type { Person } from './find-person.ts';
import type { Ports } from './ports.ts';
import { audit, OPERATOR } from './steps/audit.ts';

/** Everything that is kept of one person, by table, as it is stored; times are UTC ms. Tokens are left out: they open. */
export interface PersonExport extends Person {
  v: 1;
  exportedAt: number;
  tables: Record<string, readonly object[]>;
}

/** Rows read at a time. */
const PAGE = 500;

/** Reads it all, and leaves a line in the audit that it was read. */
export async function exportPerson({ store }: Ports, person: Person): Promise<PersonExport> {
  const { read } = store;
  const { brand, shoppers } = person;
  const persons = [...new Set([person.person, ...shoppers])];
  const conversations = await read.all('conversations', { shopper: shoppers });
  const threads = conversations.map(({ id }) => id);
  const requests = await read.all('requests', { shopper: shoppers });
  const entries: object[] = [];
  for (const conversation of threads) {
    for (const log of ['shared', 'staff'] as const) {
      for (let after = 0; ; ) {
        const page = await read.all('entries', { conversation, log, seq: { gt: after } }, { by: 'seq', limit: PAGE });
        entries.push(...page);
        after = page.at(-1)?.seq ?? after;
        if (page.length < PAGE) break;
      }
    }
  }
  await store.commit(person.person, async (tx) => {
    await audit(tx, { brand, actor: OPERATOR, action: 'person.exported', subject: person.person });
    return { ok: true };
  });
  return {
    ...{ v: 1, exportedAt: store.now(), ...person },
    tables: {
      shoppers: await read.all('shoppers', { id: shoppers }),
      contacts: await read.all('contacts', { brand, person: persons }),
      links: await read.all('links', { shopper: shoppers }),
      sessions: (await read.all('tokens', { shopper: shoppers })).map(({ hash: _hash, ...token }) => token),
      ...{ conversations, entries, requests },
      offers: await read.all('offers', { conversation: threads }),
      assignments: await read.all('assignments', { conversation: threads }),
      promises: await read.all('promises', { conversation: threads }),
      participants: await read.all('participants', { conversation: threads }),
      cursors: await read.all('cursors', { conversation: threads }),
      callCounts: await read.all('callCounts', { request: requests.map(({ id }) => id) }),
      audit: await read.all('audit', { actor: shoppers }),
    },
  };
}
