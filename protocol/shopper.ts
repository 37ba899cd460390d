import * as z from 'zod';
import { type TalkAnswers, type TalkEvents, talkCommands } from './conversation.ts';
import { type Entry, idSchema } from './entries.ts';
import type { Answer } from './refusals.ts';
import { openRequestSchema, type ShopperRequest, turnRequestSchema, whenSchema } from './requests.ts';

/** What the widget says in the first frame (`auth`) of namespace `/shopper`. */
export const shopperHelloSchema = z.object({
  protocol: z.int(),
  brand: z.string().max(60),
  token: z.string().min(20).max(200),
});
export type ShopperHello = z.input<typeof shopperHelloSchema>;

/** `request.move`: another time for a callback, by the shopper's word. */
export const moveRequestSchema = z.object({ request: idSchema, when: whenSchema });
export const withdrawRequestSchema = z.object({ request: idSchema });

/** Every command of namespace `/shopper`: one Socket.IO event with one payload and an acknowledgement. */
export const shopperCommands = {
  'request.open': openRequestSchema,
  'request.turn': turnRequestSchema,
  'request.withdraw': withdrawRequestSchema,
  'request.move': moveRequestSchema,
  ...talkCommands,
} as const;
export type ShopperCommand = keyof typeof shopperCommands;

export interface Opened {
  conversation: string;
  request: ShopperRequest;
  /** Her first words as stored. */
  entries: Entry[];
}

export interface ShopperAnswers extends TalkAnswers {
  'request.open': Opened;
  'request.turn': { request: ShopperRequest; turned: ShopperRequest };
  'request.withdraw': { request: ShopperRequest };
  'request.move': { request: ShopperRequest };
}

/** Sent at every connect, before anything else. */
export interface ShopperSnapshot {
  now: number;
  protocol: number;
  shopper: string;
  name: string | null;
  /** Null until the first Send or the first ask for a call. */
  conversation: { id: string; head: number } | null;
  /** Her open requests, and the newest of her words' and of her calls even when they have ended; newest first. */
  requests: ShopperRequest[];
}

/** What namespace `/shopper` tells. Rows come whole with their version; the higher one wins. */
export interface ShopperEvents extends TalkEvents {
  snapshot: (snapshot: ShopperSnapshot) => void;
  request: (request: ShopperRequest) => void;
  signed_out: (told: { reason: 'forgotten' | 'revoked' }) => void;
}

/** The client-to-server event map for Socket.IO's types. */
export type ShopperCalls = {
  [C in ShopperCommand]: (
    payload: z.input<(typeof shopperCommands)[C]>,
    acknowledge: (answer: Answer<ShopperAnswers[C]>) => void,
  ) => void;
};
