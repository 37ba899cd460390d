import { languageOf } from './languages.ts';

/** What every associate says ten times a day, as she would say it. Put into the composer, never sent by itself. */
export const REPLIES = {
  en: [
    'Good day, how may I help you?',
    'Let me look for you. One moment, please.',
    'It is here with us. Shall I put it aside for you?',
    'Thank you for your patience.',
    'It was a pleasure. I remain at your disposal.',
  ],
  fr: [
    'Bonjour, comment puis-je vous aider ?',
    'Je vérifie pour vous. Un instant, je vous prie.',
    'Nous l’avons en boutique. Souhaitez-vous que je vous le réserve ?',
    'Merci de votre patience.',
    'Ce fut un plaisir. Je reste à votre disposition.',
  ],
  it: [
    'Buongiorno, come posso aiutarla?',
    'Verifico subito per lei. Un attimo, per favore.',
    'È disponibile in boutique. Desidera che glielo metta da parte?',
    'Grazie per la pazienza.',
    'È stato un piacere. Resto a sua disposizione.',
  ],
  de: [
    'Guten Tag, wie darf ich Ihnen helfen?',
    'Ich sehe gern für Sie nach. Einen Moment, bitte.',
    'Wir haben es hier. Darf ich es für Sie zurücklegen?',
    'Vielen Dank für Ihre Geduld.',
    'Es war mir eine Freude. Ich bin jederzeit für Sie da.',
  ],
  es: [
    'Buenos días, ¿en qué puedo ayudarle?',
    'Lo compruebo enseguida. Un momento, por favor.',
    'Lo tenemos en la boutique. ¿Desea que se lo reserve?',
    'Gracias por su paciencia.',
    'Ha sido un placer. Quedo a su disposición.',
  ],
  ja: [
    'いらっしゃいませ。ご用件を承ります。',
    'お調べいたします。少々お待ちくださいませ。',
    '店頭にご用意がございます。お取り置きいたしましょうか。',
    'お待たせいたしました。',
    'ありがとうございました。またいつでもお声がけください。',
  ],
  zh: [
    '您好，很高兴为您服务。',
    '我为您查询一下，请稍候。',
    '店内有现货，需要为您预留吗？',
    '感谢您的耐心等候。',
    '很荣幸为您服务，期待再次与您交流。',
  ],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** In the client’s language where the house has them, else in English. */
export function quickReplies(language: string): readonly string[] {
  const own = languageOf(language);
  return Object.hasOwn(REPLIES, own) ? REPLIES[own as keyof typeof REPLIES] : REPLIES.en;
}
