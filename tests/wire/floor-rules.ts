import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Rig } from '../helpers/rig.ts';

/*
 * What holds at every commit, whatever happened: read by a connection of its own, so that it sees what a crash would
 * leave behind. Each rule is a question whose answers are all wrong.
 */
const RULES: Record<string, string> = {
  'an open request without a next look': `
    select id from requests where state not in ('done','withdrawn','turned') and lookAt is null`,
  // Her newest word is answered by the associate's, or seen and closed by whoever said done, or taken back with the ask.
  'a shopper’s word that nobody owes an answer': `
    select e.id from entries e
    join (select c.id as thread, max(m.seq) as newest from conversations c
          join entries m on m.conversation = c.id and m.log = 'shared' and m.kind = 'message' and m.author = c.shopper
          group by c.id) n on e.conversation = n.thread and e.log = 'shared' and e.seq = n.newest
    where not exists (select 1 from requests r where r.conversation = e.conversation
        and r.state not in ('done','withdrawn','turned'))
      and not exists (select 1 from entries a where a.conversation = e.conversation and a.log = 'shared' and a.seq > e.seq
        and ((a.kind = 'message' and a.author <> e.author) or a.kind = 'withdrawn'
          or (a.kind = 'done' and json_extract(a.body, '$.cause') in ('holder', 'reached'))))`,
  'seats that are not what rings and what is held': `
    select a.id from associates a where a.taken <>
      (select count(*) from offers o where o.associate = a.id and o.state = 'open') +
      (select count(*) from requests r where r.holder = a.id)`,
  'more seats taken than there are': `select id from associates where taken > capacity or taken < 0`,
  'two holders': `
    select request from assignments where untilAt is null group by request having count(*) > 1`,
  'a holder who is not assigned, or an assignment that nobody holds': `
    select id from requests r where (state = 'assigned') <> exists (
      select 1 from assignments a where a.request = r.id and a.untilAt is null and a.associate is r.holder)
    union select a.id from assignments a where a.untilAt is null
      and not exists (select 1 from requests r where r.id = a.request and r.holder = a.associate)`,
  'an offer that rings for nothing': `
    select o.id from offers o join requests r on r.id = o.request where o.state = 'open' and r.state <> 'offered'`,
  'a request that is offered to nobody': `
    select r.id from requests r where r.state = 'offered'
      and not exists (select 1 from offers o where o.request = r.id and o.state = 'open')`,
  'two live requests of one person': `
    select person from requests where kind <> 'callback' and state not in ('done','withdrawn','turned')
    group by person having count(*) > 1`,
  'a promise that is owed by no open request, or owed twice': `
    select p.id from promises p join requests r on r.id = p.request
    where p.state = 'open' and (r.state in ('done','withdrawn','turned') or r.promise <> p.id)`,
  'a call or a message left that is promised to nobody': `
    select r.id from requests r where r.kind = 'callback' and r.state not in ('done','withdrawn','turned')
      and not exists (select 1 from promises p where p.id = r.promise and p.state = 'open')`,
  'a log with a gap': `
    select id from conversations c where
      lastSeq <> (select count(*) from entries where conversation = c.id and log = 'shared')
      or lastSeq <> (select coalesce(max(seq), 0) from entries where conversation = c.id and log = 'shared')`,
};

/** Reads the store beside the relay; `broken` names each rule that does not hold, with the rows. */
export function floorRules(rig: Rig) {
  const file = new DatabaseSync(join(rig.dir, 'salon.db'), { readOnly: true });
  const rules = Object.entries(RULES).map(([name, sql]) => [name, file.prepare(sql)] as const);
  return {
    broken(): string[] {
      return rules.flatMap(([name, rule]) => {
        const rows = rule.all();
        return rows.length > 0 ? [`${name}: ${JSON.stringify(rows)}`] : [];
      });
    },
    close: () => file.close(),
  };
}
