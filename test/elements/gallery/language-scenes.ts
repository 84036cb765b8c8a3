// A chat in languages of other letters and another direction. The browser of the pictures has no letters for them.
import { languages } from '../../../src/elements/languages.js';
import { type Scene, send, talking } from './talks.js';
import { bob, settle } from '../fake-network.js';

/** Draws talk in a part of the page that is in this language. */
const talkIn =
  (lang: string, dir: string, question: string, answer: string): Scene =>
  async root => {
    const part = document.createElement('div');
    Object.assign(part, { lang, dir });
    root.append(part);
    const { chat, conversation, element } = await talking(part);
    chat.say(bob, question);
    await send(conversation, chat, answer);
    await languages.get(lang)?.();
    await settle(element);
    return element;
  };

export const languageScenes: Readonly<Record<string, Scene>> = {
  arabic: talkIn('ar', 'rtl', 'صباح الخير! هل قرأت التقرير؟', 'نعم، قرأته اليوم. شكرًا.'),
  japanese: talkIn(
    'ja',
    'ltr',
    'おはようございます。報告書は読みましたか。',
    'はい、今日読みました。ありがとうございます。',
  ),
};
