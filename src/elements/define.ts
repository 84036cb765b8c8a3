import { isServer } from 'lit';

let warned = false;

/**
 * Registers `element` as `tag`. Does nothing in Node, where Lit makes a registry that nobody reads, and where this very
 * class has the tag already. When another class has it, because the script was loaded twice, the first one stays and one
 * warning is logged.
 */
export function define(
  tag: string,
  element: CustomElementConstructor,
  registry: CustomElementRegistry | undefined = isServer ? undefined : globalThis.customElements,
): void {
  const present = registry?.get(tag);
  if (!registry || present === element) return;
  if (!present) registry.define(tag, element);
  else if (!warned) {
    warned = true;
    console.warn(`sip-chat-elements is loaded twice: the first <${tag}> stays.`);
  }
}
