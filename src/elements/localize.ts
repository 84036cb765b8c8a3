import { LocalizeController, registerTranslation, update as redrawAll } from '@shoelace-style/localize';
import { OnDemand } from '../observable/index.js';
import type { furtherStrings } from './further-strings.js';
import { languages } from './languages.js';
import { strings } from './strings.js';

/**
 * Every text that the elements say: plain, or made by a function of names and counts. What a language or a page leaves out
 * is said in English.
 */
export type Strings = typeof strings & typeof furtherStrings;

/** A language of the elements: all their texts, its code, its own name and its direction. */
export type Translation = Strings & { readonly $code: string; readonly $name: string; readonly $dir: 'ltr' | 'rtl' };

/** Gives a text by its name: `term('calling', 'Bob')`. */
export type Term = <Key extends keyof Strings>(
  key: Key,
  ...values: Strings[Key] extends (...values: infer Values) => string ? Values : []
) => string;

type AnyText = string | ((...values: unknown[]) => string);

/** English. Those of `further-strings.ts` join it when they are there. */
const english = Object.assign(strings as Strings, { $code: 'en', $name: 'English', $dir: 'ltr' } as const);
registerTranslation(english);

/** Gives a text in English: for what is said outside of any element. */
export const inEnglish: Term = (key, ...values) => textOf(english[key], values);

/** Those that are loaded, or have been tried to, by their codes. */
const loading = new Map<string, () => Promise<void>>();

/** Gets a language, once, as soon as an element is in it. */
async function load(code: string): Promise<void> {
  const language = languages.get(code);
  if (!language) return;
  if (!loading.has(code)) {
    const once = OnDemand(async () => registerTranslation((await language()).default));
    loading.set(code, once);
  }
  await loading.get(code)?.();
}

/** The text that `text` makes of `values`; one that is no function stands as it is. */
export function textOf(text: unknown, values: readonly unknown[]): string {
  const known = text as AnyText;
  return typeof known === 'function' ? known(...values) : known;
}

/** The language of an element: that of the nearest `lang` above it, out of shadow roots too, else the page's. */
export class Localizer extends LocalizeController<Translation> {
  /** As `lang()` found it for the present drawing. */
  #lang: string | undefined;

  /** Forgets the language, which may be another one by now, and loads its file when it has not been. */
  refresh(): void {
    this.#lang = undefined;
    const lang = this.lang().toLowerCase();
    const code = languages.has(lang) ? lang : new Intl.Locale(lang).language;
    load(code).catch(() => {}); // stays English; the next drawing tries again
  }

  override lang(): string {
    return (this.#lang ??= nearestLang(this.host) ?? super.lang());
  }
}

/** The nearest `lang` above `element` that is one. */
function nearestLang(element: Element): string | undefined {
  for (let at: Element | null = element; at; at = parentOf(at)) {
    const lang = at.getAttribute('lang');
    if (lang && isLanguage(lang)) return lang;
  }
  return undefined;
}

function parentOf(element: Element): Element | null {
  const root = element.parentElement ? undefined : element.getRootNode();
  return element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}

function isLanguage(lang: string): boolean {
  try {
    return Intl.getCanonicalLocales(lang).length === 1;
  } catch {
    return false;
  }
}

/**
 * Adds a language, or replaces one. Its file is loaded when an element is in it.
 * @param code - As in `lang`, `it`.
 * @param get - Gets the file, whose default export is the language.
 */
export function addLanguage(code: string, get: () => Promise<{ readonly default: Translation }>): void {
  languages.set(code.toLowerCase(), get);
  loading.delete(code.toLowerCase());
  redrawAll();
}
