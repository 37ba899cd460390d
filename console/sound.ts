import { type ReadonlySignal, signal } from '@preact/signals';
import type { Bell } from './models/ring.ts';

/*
 * The ring: two warm notes, made here rather than loaded. All the repeats of one ring are laid out on the
 * audio clock at once, because the timers of a page in the background are slowed and the audio clock is not.
 */
const NOTES_HZ = [587.33, 440];
const NOTE_GAP_S = 0.24;
const NOTE_S = 1.5;
const EVERY_S = 2.6;

export interface Sound extends Bell {
  /** Whether this page may sound: browsers allow it only after a tap or a key. */
  readonly allowed: ReadonlySignal<boolean>;
  /** From any tap or key: from now on it may ring. */
  prime(): void;
  /** From the tap on Available: rings once, so that she knows it. */
  unlock(): void;
}

export function createSound(): Sound {
  let context: AudioContext | null = null;
  let playing: GainNode | null = null;
  const allowed = signal(false);

  function open(): AudioContext | null {
    try {
      context ??= new AudioContext();
      return context;
    } catch {
      return null;
    }
  }
  function stop(): void {
    if (!playing || !context) return;
    playing.gain.setTargetAtTime(0, context.currentTime, 0.03);
    const silenced = playing;
    setTimeout(() => silenced.disconnect(), 400);
    playing = null;
  }
  function ring(times: number): void {
    const audio = open();
    if (!audio) return;
    stop();
    prime();
    playing = audio.createGain();
    playing.connect(audio.destination);
    for (let i = 0; i < times; i++) playTwoNotes(audio, playing, audio.currentTime + 0.05 + i * EVERY_S);
  }

  function prime(): void {
    const audio = open();
    void audio?.resume().then(
      () => {
        allowed.value = audio.state === 'running';
      },
      () => undefined,
    );
  }

  return {
    allowed,
    prime,
    unlock: () => ring(1),
    start(forMs) {
      ring(Math.max(1, Math.floor(forMs / 1_000 / EVERY_S)));
      // Before her first tap a browser refuses to, and says so in its log.
      if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.([240, 160, 240]);
    },
    stop,
  };
}

function playTwoNotes(audio: AudioContext, out: AudioNode, at: number): void {
  for (const [i, hz] of NOTES_HZ.entries()) {
    playTone(audio, out, hz, at + i * NOTE_GAP_S, 0.16);
    // A soft octave above gives the note its wood.
    playTone(audio, out, hz * 2, at + i * NOTE_GAP_S, 0.035);
  }
}

function playTone(audio: AudioContext, out: AudioNode, hz: number, at: number, loudness: number): void {
  const tone = audio.createOscillator();
  const gain = audio.createGain();
  tone.type = 'sine';
  tone.frequency.value = hz;
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(loudness, at + 0.02);
  gain.gain.exponentialRampToValueAtTime(0.0005, at + NOTE_S);
  tone.connect(gain).connect(out);
  tone.start(at);
  tone.stop(at + NOTE_S);
}
