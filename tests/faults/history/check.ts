import type { Entry } from '../../../protocol/entries.ts';
import type { AssignmentRow, OfferRow, RequestRow } from '../../../server/domain/rows.ts';
import type { Attempt, Reading } from './history.ts';

/** What stands in the database at the end. */
export interface Stored {
  /** Shared logs, in any order. */
  entries: readonly Entry[];
  requests: readonly RequestRow[];
  offers: readonly OfferRow[];
  assignments: readonly AssignmentRow[];
}

export interface Evidence {
  attempts: readonly Attempt[];
  readings: readonly Reading[];
  stored: Stored;
}

/** What must hold after any run, as sentences about what does not. Empty is good. */
export function check(evidence: Evidence): string[] {
  const logs = logsOf(evidence.stored.entries);
  return [
    ...logFaults(logs),
    ...readingFaults(evidence.readings, logs),
    ...appendFaults(evidence, logs),
    ...failedFaults(evidence),
    ...holderFaults(evidence),
    ...offerFaults(evidence.stored.offers),
  ];
}

type Logs = ReadonlyMap<string, readonly Entry[]>;

function logsOf(entries: readonly Entry[]): Logs {
  const logs = new Map<string, Entry[]>();
  for (const entry of entries) logs.set(entry.conversation, [...(logs.get(entry.conversation) ?? []), entry]);
  for (const log of logs.values()) log.sort((a, b) => a.seq - b.seq);
  return logs;
}

const told = (entry: Entry | undefined): string =>
  entry ? `${entry.seq} ${entry.kind} ${entry.id} ${JSON.stringify(entry.body)}` : 'nothing';

/** Every log is 1, 2, 3 … without a gap; no id and no words stand twice. */
function logFaults(logs: Logs): string[] {
  const faults: string[] = [];
  for (const [conversation, log] of logs) {
    const ids = new Set<string>();
    const words = new Set<string>();
    for (const [i, entry] of log.entries()) {
      if (entry.seq !== i + 1) faults.push(`${conversation} has ${entry.seq} where ${i + 1} belongs: ${told(entry)}`);
      if (ids.has(entry.id)) faults.push(`${conversation} has ${entry.id} twice`);
      ids.add(entry.id);
      if (entry.kind !== 'message' || !entry.body) continue;
      if (words.has(entry.body.text)) faults.push(`${conversation} has "${entry.body.text}" twice`);
      words.add(entry.body.text);
    }
  }
  return faults;
}

/** Every reader showed one and the same thing in one and the same order: the log from its first entry on. */
function readingFaults(readings: readonly Reading[], logs: Logs): string[] {
  return readings.flatMap(({ reader, conversation, age, shown }) => {
    const log = logs.get(conversation) ?? [];
    const wrong = shown.findIndex((entry, i) => told(entry) !== told(log[i]));
    if (wrong < 0) return [];
    return [`${reader} (${age}) showed ${told(shown[wrong])} where ${told(log[wrong])} stands in ${conversation}`];
  });
}

/** What was acknowledged stands: in the database as it was answered, and with every reader who read to the end. */
function appendFaults({ attempts, readings }: Evidence, logs: Logs): string[] {
  const faults: string[] = [];
  const answers = new Map<string, string>();
  const shown = new Map<string, Set<string>>();
  for (const { conversation, age, reader, shown: entries } of readings) {
    if (age !== 'left') shown.set(`${conversation} ${reader} ${age}`, new Set(entries.map((entry) => entry.id)));
  }
  for (const { outcome, entries, who } of attempts) {
    if (outcome !== 'ok') continue;
    for (const entry of entries) {
      const first = answers.get(entry.id) ?? told(entry);
      answers.set(entry.id, first);
      if (first !== told(entry)) faults.push(`${who} was answered twice, differently: ${first} and ${told(entry)}`);
      const stands = logs.get(entry.conversation)?.[entry.seq - 1];
      if (told(stands) !== told(entry)) faults.push(`${who} was answered ${told(entry)}, and ${told(stands)} stands`);
      for (const [reader, ids] of shown) {
        if (!reader.startsWith(`${entry.conversation} `) || ids.has(entry.id)) continue;
        faults.push(`${reader} misses ${told(entry)}, which ${who} was told is stored`);
      }
    }
  }
  return [...new Set(faults)];
}

/** What failed every time that it was asked for is nowhere. */
function failedFaults({ attempts, stored }: Evidence): string[] {
  const hopeful = new Set<string>();
  const failed = new Map<string, string>();
  for (const { what, outcome, ids, who, code } of attempts) {
    if (what !== 'append' && what !== 'open') continue;
    for (const id of ids) {
      if (outcome === 'failed') failed.set(id, `${who} (${code})`);
      else hopeful.add(id);
    }
  }
  const storedIds = [...stored.entries.map((entry) => entry.id), ...stored.requests.map((request) => request.id)];
  return storedIds
    .filter((id) => failed.has(id) && !hopeful.has(id))
    .map((id) => `${id} stands, though it was refused to ${failed.get(id)} and nobody asked again`);
}

/** At most one holder at any time; whoever was told that she holds it does, or did. */
function holderFaults({ attempts, stored }: Evidence): string[] {
  const faults: string[] = [];
  for (const request of stored.requests) {
    const held = stored.assignments.filter((one) => one.request === request.id).sort((a, b) => a.fromAt - b.fromAt);
    for (const [i, one] of held.entries()) {
      const next = held[i + 1];
      if (next && (one.untilAt ?? Number.POSITIVE_INFINITY) > next.fromAt) {
        const spans = [one, next].map((held) => `${held.associate} from ${held.fromAt} to ${held.untilAt}`);
        faults.push(`request ${request.id} has two holders: ${spans.join(' and ')}`);
      }
    }
    if (request.state === 'assigned' && !held.some((one) => one.untilAt === null)) {
      faults.push(`request ${request.id} is assigned to nobody`);
    }
  }
  for (const { what, outcome, ids, who } of attempts) {
    if (what === 'open' && outcome === 'ok' && ids.length === 1) {
      if (!stored.requests.some((request) => request.id === ids[0])) faults.push(`request ${ids[0]} of ${who} is gone`);
    }
    if (what !== 'accept' || outcome !== 'ok') continue;
    const [offer, request] = ids;
    if (!stored.assignments.some((one) => one.request === request && one.associate === who)) {
      faults.push(`${who} was told that she holds ${request}, and never did`);
    }
    const row = stored.offers.find((one) => one.id === offer);
    if (row?.state !== 'accepted') faults.push(`offer ${offer} was accepted by ${who} and stands as ${row?.state}`);
  }
  return [...new Set(faults)];
}

/** Nobody has what had run out. */
export const offerFaults = (offers: readonly OfferRow[]): string[] =>
  offers
    .filter((offer) => offer.state === 'accepted' && (offer.answeredAt ?? 0) >= offer.expiresAt)
    .map((offer) => `offer ${offer.id} ran out at ${offer.expiresAt} and was accepted at ${offer.answeredAt}`);
